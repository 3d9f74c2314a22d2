package org.hedui.function;

import com.github.houbb.opencc4j.core.ZhConvert;
import com.github.houbb.opencc4j.core.impl.ZhConvertBootstrap;
import com.github.houbb.opencc4j.support.segment.impl.Segments;
import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of persons: a form to show, a key to match, and the question whether two are one name. */
public final class PersonName {
  /** The mark between the parts of a minority name, as shown. */
  static final String INTERPUNCT = "·";

  private static final String MARKS = "[·・•‧∙⋅⸱.]";
  // Private use characters too: old systems keep rare characters of names there.
  private static final String LETTER = "[\\p{L}\\p{Co}]";
  private static final Pattern BETWEEN_LETTERS =
      Pattern.compile("(?<=" + LETTER + ")(?: ?" + MARKS + ")+ ?(?=" + LETTER + ")");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern SPACES_AND_MARKS = Pattern.compile("[ ·・•‧∙⋅⸱.]+");

  private PersonName() {}

  /**
   * The name as shown: {@link CleanText#clean}, every kind of interpunct between letters one {@code
   * ·}, no spaces in a name with Han characters.
   *
   * @param raw any text or null
   * @return the name, or null when nothing is left
   */
  public static String clean(String raw) {
    String text = CleanText.clean(raw);
    if (text == null) {
      return null;
    }
    String marked = BETWEEN_LETTERS.matcher(text).replaceAll(INTERPUNCT);
    return HAN.matcher(marked).find() ? marked.replace(" ", "") : marked;
  }

  /**
   * The match key: no spaces, interpuncts or dots, traditional characters simplified, upper case.
   * Never to be shown: a person's traditional character is not an error.
   *
   * @param raw any text or null
   * @return the key, or null when nothing is left
   */
  public static String norm(String raw) {
    String text = CleanText.clean(raw);
    if (text == null) {
      return null;
    }
    String key = SPACES_AND_MARKS.matcher(text).replaceAll("");
    return key.isEmpty() ? null : simplify(key).toUpperCase(Locale.ROOT);
  }

  /** The text with simplified characters, one for one. */
  static String simplify(String text) {
    // Twice, since 薴 → 苧 → 苎 and 鏇 → 镟 → 旋.
    return Simplifier.CHARACTERS.toSimple(Simplifier.CHARACTERS.toSimple(text));
  }

  /** Loaded at first use: half a second. */
  private static final class Simplifier {
    // Character by character: by phrase 鍾馗 → 锺馗 but 鍾 → 钟, so one surname had two keys.
    private static final ZhConvert CHARACTERS =
        ZhConvertBootstrap.newInstance().segment(Segments.chars()).init();
  }

  /**
   * The key's reading in toneless pinyin, surnames read as surnames (单 shan, 仇 qiu); characters
   * without a known reading stay.
   *
   * @param raw any text or null; {@link #norm} is applied
   * @return lower-case letters without spaces, or null when nothing is left
   */
  public static String pinyin(String raw) {
    String key = norm(raw);
    if (key == null) {
      return null;
    }
    int head = key.offsetByCodePoints(0, Math.min(2, length(key)));
    StringBuilder reading = new StringBuilder(Reader.surname(key.substring(0, head)));
    key.substring(head).codePoints().forEach(c -> reading.append(Reader.character(c)));
    return reading.toString();
  }

  /**
   * ICU reads only the first two characters in context, the others by themselves; so these two
   * kinds of readings are kept, and ICU (about 100 µs a name) is asked once for each.
   */
  private static final class Reader {
    private static final int MOST_SURNAMES = 100_000;
    private static final String LEAD = "一";
    private static final int LEAD_READING = "yi".length();

    // ICU transliterators are stateless and may be shared by threads.
    private static final Transliterator NAMES =
        Transliterator.getInstance("Han-Latin/Names; Latin-ASCII");
    private static final Map<String, String> SURNAMES = new ConcurrentHashMap<>();
    private static final Map<Integer, String> CHARACTERS = new ConcurrentHashMap<>();

    static String surname(String text) {
      if (SURNAMES.size() > MOST_SURNAMES) {
        SURNAMES.clear();
      }
      return SURNAMES.computeIfAbsent(text, Reader::read);
    }

    static String character(int character) {
      return CHARACTERS.computeIfAbsent(
          character, c -> read(LEAD + Character.toString(c)).substring(LEAD_READING));
    }

    private static String read(String text) {
      return NAMES.transliterate(text).replace(" ", "").toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether two names may be one person's, allowing for a typing slip: the same key, the same
   * pinyin, one character other, missing or added in names of three and more, or a minority name
   * with parts left out as long as the first part, of two characters or more, agrees.
   *
   * @param a a name with its interpuncts, since parts are known by them, or null
   * @param b another
   * @return null if one of them is null or blank
   */
  public static Boolean compatible(String a, String b) {
    String left = norm(a);
    String right = norm(b);
    if (left == null || right == null) {
      return null;
    }
    return oneSlip(left, right) || partsLeftOut(parts(a), parts(b)) || sameSound(left, right);
  }

  private static boolean sameSound(String a, String b) {
    return a.equals(b) || pinyin(a).equals(pinyin(b));
  }

  private static boolean oneSlip(String a, String b) {
    int shorter = Math.min(length(a), length(b));
    int longer = Math.max(length(a), length(b));
    if (shorter < 3 || longer - shorter > 1) {
      return false;
    }
    int sameEnd = samePrefix(reverse(a), reverse(b));
    return samePrefix(a, b) + sameEnd >= longer - 1;
  }

  private static int samePrefix(String a, String b) {
    int difference = Arrays.mismatch(a.codePoints().toArray(), b.codePoints().toArray());
    return difference < 0 ? length(a) : difference;
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static List<String> parts(String name) {
    return Stream.of(clean(name).split(INTERPUNCT))
        .map(PersonName::norm)
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean partsLeftOut(List<String> a, List<String> b) {
    List<String> fewer = a.size() <= b.size() ? a : b;
    List<String> more = a.size() <= b.size() ? b : a;
    if (more.size() < 2 || fewer.isEmpty()) {
      return false;
    }
    String first = fewer.get(0);
    if (length(first) < 2 || !sameSound(first, more.get(0))) {
      return false;
    }
    int found = 0;
    for (String part : more) {
      if (found < fewer.size() && sameSound(fewer.get(found), part)) {
        found++;
      }
    }
    return found == fewer.size();
  }
}
