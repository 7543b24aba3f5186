package probewright.dialect;

import java.util.Arrays;
import java.util.Optional;

/** What a text says of its maps where clang has not understood it. */
public final class MapWords {
  private MapWords() {}

  /** The methods of a map, for a message; those of any table when its declaration is not found. */
  public static String methods(SourceText source, String map) {
    Tokens tokens = new Tokens(source.text());
    for (int i = 0; i + 1 < tokens.all().size(); i++) {
      if (tokens.at(i).text().startsWith("BPF_") && tokens.at(i + 1).is("(")) {
        int close = tokens.closing(i + 1);
        for (int k = i + 2; k < close; k++) {
          if (tokens.at(k).is(map)) {
            Optional<MapKind> kind = kind(tokens, i);
            if (kind.isPresent()) {
              return MapMethod.words(kind.get());
            }
          }
        }
      }
    }
    return MapMethod.words(MapKind.HASH);
  }

  private static Optional<MapKind> kind(Tokens tokens, int macro) {
    String name = tokens.at(macro).text().substring("BPF_".length());
    if (name.contains("TABLE")) {
      return MapKind.of(tokens.at(macro + 2).text().replace("\"", ""));
    }
    return Arrays.stream(MapKind.values())
        .filter(kind -> name.equals(kind.name()) || name.equals(kind.name() + "_BUILDID"))
        .findFirst();
  }
}
