package org.hedui.synth;

import java.util.ArrayList;
import java.util.List;

/** What a pupil is paid, as the policy pack of the sample city has it, a term. */
enum Programme {
  PRE_AID("学前资助", 500),
  BOARD_PRI("小学寄宿生生活补助", 500),
  BOARD_JUN("初中寄宿生生活补助", 625),
  BOARD_LOCAL_TOPUP("寄宿生地方增补", 250),
  DAY_PRI("小学走读生生活补助", 400),
  DAY_JUN("初中走读生生活补助", 500),
  SEN_GRANT("普高国家助学金", 1000),
  SEN_FEE_WAIVER("普高免学杂费", 800),
  VOC_GRANT("中职国家助学金", 1000),
  VOC_LIVING("中职生活补助", 500),
  HED_ENTRY("高校新生入学资助", 6000),
  HED_CONT("高校在读资助", 1000),
  /** Every pupil of primary and junior school, poor or not. */
  NUT("营养改善计划", 500);

  private final String title;
  private final int yuan;

  Programme(String title, int yuan) {
    this.title = title;
    this.yuan = yuan;
  }

  String title() {
    return title;
  }

  int yuan() {
    return yuan;
  }

  /** What a pupil is paid. */
  static List<Programme> of(Study study, Household household) {
    List<Programme> programmes = new ArrayList<>();
    if (study.stage().compulsory()) {
      programmes.add(NUT);
    }
    if (household.poor() || household.assisted()) {
      programmes.addAll(ofPoor(study));
    }
    return programmes;
  }

  private static List<Programme> ofPoor(Study study) {
    return switch (study.stage()) {
      case PRE -> List.of(PRE_AID);
      case PRI -> study.boards() ? List.of(BOARD_PRI, BOARD_LOCAL_TOPUP) : List.of(DAY_PRI);
      case JUN -> study.boards() ? List.of(BOARD_JUN, BOARD_LOCAL_TOPUP) : List.of(DAY_JUN);
      case SEN -> List.of(SEN_GRANT, SEN_FEE_WAIVER);
      case VOC -> List.of(VOC_GRANT, VOC_LIVING);
      case HVOC, UG -> List.of(study.grade() == 0 ? HED_ENTRY : HED_CONT);
    };
  }
}
