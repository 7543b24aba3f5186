package probewright.btf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import probewright.btf.BtfType.Array;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Forward;
import probewright.btf.BtfType.FunctionPrototype;
import probewright.btf.BtfType.Member;
import probewright.btf.BtfType.Modifier;
import probewright.btf.BtfType.Pointer;
import probewright.btf.BtfType.Typedef;

/**
 * Puts definitions into an order that C accepts: what a type contains comes before it, what it
 * points to is announced.
 */
final class CWriter {
  private static final byte ANNOUNCED = 1;
  private static final byte BEGUN = 2;

  private final Btf btf;
  private final BtfIndex index;
  private final Set<String> words;
  private final CHeader.OwnNames own;

  /** Types of smaller numbers are declared already. */
  private final int from;

  private final StringBuilder out = new StringBuilder();
  private final byte[] state;
  private final CBody body;
  // pointees that a word reaches; they need not stand before the pointer
  private final Deque<Integer> pointees = new ArrayDeque<>();

  CWriter(Btf btf, Set<String> words, CHeader.OwnNames own) {
    this(btf, words, own, 1);
  }

  CWriter(Btf btf, Set<String> words, CHeader.OwnNames own, int from) {
    this.btf = btf;
    this.from = from;
    this.index = btf.index();
    this.words = words;
    this.own = own;
    this.state = new byte[btf.count()];
    this.body = new CBody(btf, own);
  }

  CharSequence text() {
    return out;
  }

  void everything() {
    for (int id = from; id < btf.count(); id++) {
      int kind = btf.section().kind(id);
      boolean named = !btf.section().isAnonymous(id);
      switch (kind) {
        case BtfSection.STRUCT, BtfSection.UNION, BtfSection.ENUM, BtfSection.ENUM64 -> {
          if (named) {
            complete(id);
          }
        }
        case BtfSection.TYPEDEF -> complete(id);
        default -> {}
      }
    }
    // enumerations without a name are written where they are used; these are used nowhere
    for (int id = from; id < btf.count(); id++) {
      int kind = btf.section().kind(id);
      if ((kind == BtfSection.ENUM || kind == BtfSection.ENUM64) && btf.section().isAnonymous(id)) {
        define((BtfType.Enumeration) btf.type(id));
      }
    }
  }

  void reached() {
    for (String word : new TreeSet<>(words)) {
      if (!own.tags().contains(word)) {
        index.find(BtfSection.STRUCT, word).ifPresent(this::complete);
        index.find(BtfSection.UNION, word).ifPresent(this::complete);
        index.find(BtfSection.ENUM, word).ifPresent(this::complete);
        index.find(BtfSection.ENUM64, word).ifPresent(this::complete);
      }
      if (!own.ordinary().contains(word)) {
        index.find(BtfSection.TYPEDEF, word).ifPresent(this::root);
        index
            .enumeration(word)
            .ifPresent(
                id -> {
                  if (id >= from) {
                    define((BtfType.Enumeration) btf.type(id));
                  }
                });
      }
      settle();
    }
  }

  private void root(int typedef) {
    complete(typedef);
    if (btf.resolve(typedef) instanceof Pointer pointer) {
      pointees.add(pointer.target());
    }
  }

  private void settle() {
    for (Integer next = pointees.poll(); next != null; next = pointees.poll()) {
      complete(next);
    }
  }

  /** Sees to it that a value of the type can be declared. */
  private void complete(int id) {
    if (id < from) {
      return;
    }
    BtfType type = btf.type(id);
    if (type instanceof Composite composite && !type.name().isEmpty()) {
      if ((state[id] & BEGUN) == 0) {
        state[id] |= BEGUN;
        completeMembers(composite);
        state[id] |= ANNOUNCED;
        out.append(body.define(composite)).append(";\n\n");
      }
    } else if (type instanceof Composite composite) {
      completeMembers(composite);
    } else if (type instanceof Array array) {
      complete(array.element());
    } else if (type instanceof Typedef typedef) {
      announce(id);
      complete(typedef.target());
    } else if (type instanceof Modifier modifier) {
      complete(modifier.target());
    } else {
      announce(id);
    }
  }

  private void completeMembers(Composite composite) {
    for (Member member : composite.members()) {
      complete(member.type());
      if (words.contains(member.name())) {
        follow(member.type());
      }
    }
  }

  private void follow(int id) {
    int target = id;
    while (btf.resolve(target) instanceof Array array) {
      target = array.element();
    }
    while (btf.resolve(target) instanceof Pointer pointer) {
      target = pointer.target();
    }
    if (btf.resolve(target) instanceof Composite) {
      pointees.add(target);
    }
  }

  /** Sees to it that the type can be pointed to. */
  private void announce(int id) {
    if (id < from) {
      return;
    }
    BtfType type = btf.type(id);
    if (type instanceof Composite composite) {
      if (type.name().isEmpty()) {
        completeMembers(composite);
      } else {
        announceTag(id);
      }
    } else if (type instanceof Forward) {
      announceTag(id);
    } else if (type instanceof BtfType.Enumeration e) {
      if (!type.name().isEmpty()) {
        define(e);
      }
    } else if (type instanceof Typedef typedef) {
      if (state[id] == 0) {
        state[id] = ANNOUNCED;
        announce(typedef.target());
        out.append("typedef ").append(body.typedef(typedef)).append(";\n\n");
      }
    } else if (type instanceof Modifier modifier) {
      announce(modifier.target());
    } else if (type instanceof Pointer pointer) {
      announce(pointer.target());
    } else if (type instanceof Array array) {
      complete(array.element());
    } else if (type instanceof FunctionPrototype prototype) {
      announce(prototype.returned());
      prototype.parameters().forEach(parameter -> announce(parameter.type()));
    }
  }

  /** A tag first seen in a parameter list would be another type to clang. */
  private void announceTag(int id) {
    if ((state[id] & ANNOUNCED) == 0) {
      state[id] |= ANNOUNCED;
      out.append(body.specifier(id)).append(";\n\n");
    }
  }

  private void define(BtfType.Enumeration type) {
    String definition = body.define(type);
    if (!definition.isEmpty()) {
      out.append(definition).append(";\n\n");
    }
  }
}
