package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStepTest {
  private static final String PART =
      "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
  private static final KeyStep STEP = new KeyStep(HexFormat.of().parseHex(PART));
  private static final PseudonymKey BEFORE =
      PseudonymKey.find(null, Map.of("HEDUI_KEY", SparkTest.KEY));
  private static final PseudonymKey AFTER =
      PseudonymKey.find(null, Map.of("HEDUI_KEY", SparkTest.KEY + "\n" + PART));

  @Test
  void imagesAreThoseOfOpenssl() {
    // h() { printf "rotate|$1" | openssl dgst -sha256 -mac HMAC -macopt hexkey:2021…3f; }
    // digits 0 to 11 of h(first 12), 0 to 19 of h(first 32), 0 to 31 of h(all 64)
    assertThat(STEP.image("5370751ea3919374b06eeda5aca785e9f5f183ef79ebda268897d8c7d5ea330a"))
        .isEqualTo("64bdfd65b6f25f07bb989fcd5be46fdde45b9a4c4a774b8b46dc106fe787f577");
  }

  /** What a run makes of a value under the new key is what the rotation made of its pseudonym. */
  @Test
  void theNewKeyMakesWhatOldPseudonymsBecome() {
    for (int i = 0; i < 1000; i++) {
      String old = BEFORE.pseudonym("person", "ID|" + i);
      assertThat(AFTER.pseudonym("person", "ID|" + i)).isEqualTo(STEP.image(old)).isNotEqualTo(old);
      assertThat(AFTER.lasting("person", "ID|" + i)).isEqualTo(old);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 32})
  void cuttingOffAndRotatingMayComeInEitherOrder(int cut) {
    for (int i = 0; i < 1000; i++) {
      String old = BEFORE.pseudonym("phone", String.valueOf(i));
      assertThat(STEP.image(old.substring(0, cut))).isEqualTo(STEP.image(old).substring(0, cut));
    }
  }

  @Test
  void differentIdsStayDifferent() {
    Set<String> images = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      images.add(STEP.image("%032x".formatted(i)));
    }
    assertThat(images).hasSize(10_000);
  }

  @Test
  void pseudonymsStandingAloneInATextAreLedAlongAndNothingElse() {
    String id = "0123456789abcdef0123456789abcdef";
    String image = STEP.image(id);
    assertThat(STEP.text(id)).isEqualTo(image);
    assertThat(STEP.text(id + "|BOARD_PRI")).isEqualTo(image + "|BOARD_PRI");
    assertThat(STEP.text("off_list-" + id)).isEqualTo("off_list-" + image);
    assertThat(STEP.text(id + id)).isEqualTo(STEP.image(id + id)).isNotEqualTo(image + image);
    for (String other :
        new String[] {
          "", "529921101201", id + "0", "x" + id, id.toUpperCase(Locale.ROOT), "a/b.csv row 12"
        }) {
      assertThat(STEP.text(other)).isEqualTo(other);
    }
    assertThat(STEP.hash("529921101201")).isEqualTo(STEP.image("529921101201"));
    assertThat(STEP.hash("13800000001")).isEqualTo("13800000001");
    assertThat(STEP.hash("")).isEmpty();
  }

  @Test
  void aPseudonymOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> STEP.image("0123456789abcdef"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProcessWithAnotherKeyTakesNoPart() {
    assertThat(AFTER.stepTo(AFTER.fingerprint()).text("x")).isEqualTo("x");
    assertThatThrownBy(() -> BEFORE.stepTo(AFTER.fingerprint())).hasMessageContaining("HEDUI_KEY");
    assertThatThrownBy(() -> AFTER.stepTo(BEFORE.fingerprint())).hasMessageContaining("HEDUI_KEY");
  }
}
