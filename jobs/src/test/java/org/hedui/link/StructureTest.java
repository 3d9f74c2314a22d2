package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StructureTest {

  @Test
  void twoRecordsHaveNoDetour() {
    assertThat(new Structure(new double[][] {{0, 9}, {9, 0}}).detour(0, 1)).isZero();
  }

  /** 0–1 by 9 and 1–2 by 5: the way from 0 to 2 is as strong as its weaker half. */
  @Test
  void aDetourIsAsStrongAsItsWeakestLink() {
    Structure path = new Structure(new double[][] {{0, 9, 0}, {9, 0, 5}, {0, 5, 0}});

    assertThat(path.detour(0, 2)).isEqualTo(5);
    assertThat(path.detour(2, 0)).isEqualTo(5);
    assertThat(path.detour(0, 1)).as("only the pair itself").isZero();
  }

  @Test
  void theStrongestDetourCounts() {
    Structure square =
        new Structure(
            new double[][] {
              {0, 8, 3, 0},
              {8, 0, 0, 7},
              {3, 0, 0, 9},
              {0, 7, 9, 0}
            });

    assertThat(square.detour(0, 3)).as("over 1, not over 2").isEqualTo(7);
  }

  @Test
  void aPairWithoutALinkMayGoOverManyRecords() {
    Structure chain =
        new Structure(
            new double[][] {
              {0, 8, 0, 0},
              {8, 0, 6, 0},
              {0, 6, 0, 7},
              {0, 0, 7, 0}
            });

    assertThat(chain.detour(0, 3)).isEqualTo(6);
  }

  /** The pair's own link is no evidence from the rest of the cluster. */
  @Test
  void aLinkDoesNotSpeakForItself() {
    Structure triangle = new Structure(new double[][] {{0, 9, 2}, {9, 0, 3}, {2, 3, 0}});

    assertThat(triangle.detour(0, 1)).isEqualTo(2);
    assertThat(triangle.detour(0, 2)).isEqualTo(3);
  }
}
