package probewright.btf;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import probewright.btf.BtfType.Array;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Const;
import probewright.btf.BtfType.Forward;
import probewright.btf.BtfType.FunctionPrototype;
import probewright.btf.BtfType.Pointer;
import probewright.btf.BtfType.Restrict;
import probewright.btf.BtfType.TypeTag;
import probewright.btf.BtfType.Volatile;

/** C declarations: a type around a name, inside out. */
final class CDeclarator {
  private final Btf btf;
  private final IntFunction<String> specifier;

  /** Spells types for people, with the kernel's own names. */
  CDeclarator(Btf btf) {
    this.btf = btf;
    this.specifier = this::plain;
  }

  /**
   * @param specifier how a type that is no pointer, array, function or qualifier is written
   */
  CDeclarator(Btf btf, IntFunction<String> specifier) {
    this.btf = btf;
    this.specifier = specifier;
  }

  String spell(int id) {
    return declare(id, "");
  }

  /** {@code name} declared to be of the type; an empty name gives the type's own spelling. */
  String declare(int id, String name) {
    String inner = name;
    String qualifiers = "";
    int at = id;
    while (true) {
      BtfType type = btf.type(at);
      if (type instanceof Pointer pointer) {
        inner = "*" + qualifiers + inner;
        qualifiers = "";
        at = pointer.target();
        BtfType target = btf.type(untagged(at));
        if (target instanceof Array || target instanceof FunctionPrototype) {
          inner = "(" + inner + ")";
        }
      } else if (type instanceof Const qualified) {
        qualifiers = with("const ", qualifiers);
        at = qualified.target();
      } else if (type instanceof Volatile qualified) {
        qualifiers = with("volatile ", qualifiers);
        at = qualified.target();
      } else if (type instanceof Restrict qualified) {
        qualifiers = with("restrict ", qualifiers);
        at = qualified.target();
      } else if (type instanceof TypeTag tag) {
        at = tag.target();
      } else if (type instanceof Array array) {
        inner = inner + "[" + array.count() + "]";
        at = array.element();
      } else if (type instanceof FunctionPrototype prototype) {
        inner = inner + "(" + parameters(prototype) + ")";
        qualifiers = "";
        at = prototype.returned();
      } else {
        String base = qualifiers + specifier.apply(at);
        return inner.isEmpty() || inner.startsWith("[") ? base + inner : base + " " + inner;
      }
    }
  }

  /** An array and its elements may both say {@code const}; C wants it once. */
  private static String with(String qualifier, String qualifiers) {
    return qualifiers.contains(qualifier) ? qualifiers : qualifier + qualifiers;
  }

  /**
   * The type behind qualifiers, which decide nothing about parentheses, but not behind typedefs.
   */
  private int untagged(int id) {
    int target = id;
    while (btf.type(target) instanceof BtfType.Modifier modifier
        && !(modifier instanceof BtfType.Typedef)) {
      target = modifier.target();
    }
    return target;
  }

  private String parameters(FunctionPrototype prototype) {
    String listed =
        prototype.parameters().stream()
            .map(parameter -> declare(parameter.type(), ""))
            .collect(Collectors.joining(", "));
    if (prototype.variadic()) {
      // C before C23 wants a parameter before the dots
      return listed.isEmpty() ? "" : listed + ", ...";
    }
    return listed.isEmpty() ? "void" : listed;
  }

  private String plain(int id) {
    BtfType type = btf.type(id);
    String name = type.name();
    if (type instanceof Composite composite) {
      return composite.keyword() + " " + (name.isEmpty() ? "{...}" : name);
    } else if (type instanceof Forward forward) {
      return forward.keyword() + " " + name;
    } else if (type instanceof BtfType.Enumeration) {
      return "enum " + (name.isEmpty() ? "{...}" : name);
    }
    return name;
  }
}
