package probewright.verifier;

import java.util.regex.Pattern;

/**
 * One way in which the kernel puts one class of refusal.
 *
 * @param kind the class
 * @param words what it says
 * @param follow what of the instruction that was refused has a story
 */
record Rule(Kind kind, Pattern words, Follow follow) {
  /** What has a story. The register is the first group of the words. */
  enum Follow {
    /** Nothing. */
    NONE,
    /** The register. */
    REGISTER,
    /** The number by which the register was moved, if it was; else the register. */
    OFFSET,
    /** The instruction whose number is the last group is the one that matters. */
    INSTRUCTION
  }

  static Rule of(Kind kind, Follow follow, String words) {
    return new Rule(kind, Pattern.compile(words), follow);
  }
}
