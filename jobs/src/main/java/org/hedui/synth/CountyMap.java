package org.hedui.synth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Towns, villages and schools, as many as the population needs. */
final class CountyMap {
  /** Name of the county. */
  static final String NAME = "云溪县";

  private static final int TOWN_VILLAGES = 8;
  private static final int MOST_PARTS = 12;
  private static final String HEADS = "桃柳松竹梅兰荷桂青白红金银石龙凤马羊大小上下新古";
  private static final String TAILS = "源山河坝坪湾塘沟岭寨屯桥坡营口泉关店岩垭箐洞田林";

  private final String county;
  private final List<String> towns = new ArrayList<>();
  private final List<Village> villages = new ArrayList<>();
  private final Map<SchoolStage, List<School>> schools = new EnumMap<>(SchoolStage.class);
  private final Map<SchoolStage, List<List<School>>> byTown = new EnumMap<>(SchoolStage.class);

  CountyMap(SynthSettings settings) {
    county = settings.county();
    int perVillage = Math.max(150, Math.min(1500, settings.persons() / 40));
    int count = Math.max(4, settings.persons() / perVillage);
    for (int i = 0; i < count; i++) {
      int town = i / TOWN_VILLAGES;
      String tail = i % TOWN_VILLAGES == 0 ? "社区" : "村";
      String code = townCode(town) + (200 + i % TOWN_VILLAGES);
      villages.add(new Village(i, code, place(7 * i + 5) + tail, town));
    }
    for (int town = 0; town <= (count - 1) / TOWN_VILLAGES; town++) {
      towns.add(place(town) + (town % 3 == 0 ? "镇" : "乡"));
    }
    for (SchoolStage stage : SchoolStage.values()) {
      addSchools(stage);
    }
  }

  private static String place(int number) {
    int head = number % HEADS.length();
    int tail = (number + number / HEADS.length()) % TAILS.length();
    return "" + HEADS.charAt(head) + TAILS.charAt(tail);
  }

  private void addSchools(SchoolStage stage) {
    List<List<School>> ofStage = new ArrayList<>();
    int number = 0;
    for (int town = 0; town < towns.size(); town++) {
      List<School> here = new ArrayList<>();
      int count = stage == SchoolStage.PRI ? 2 : stage.local() || town % 8 == 0 ? 1 : 0;
      for (int i = 0; i < count; i++) {
        here.add(school(stage, town, i, ++number));
      }
      ofStage.add(here);
    }
    byTown.put(stage, ofStage);
    schools.put(stage, ofStage.stream().flatMap(List::stream).toList());
  }

  private School school(SchoolStage stage, int town, int inTown, int number) {
    String name =
        switch (stage) {
          case PRE -> towns.get(town) + "中心幼儿园";
          case PRI -> towns.get(town) + (inTown == 0 ? "中心小学" : "第二小学");
          case JUN -> towns.get(town) + "中学";
          case SEN -> NAME + "第" + number + "中学";
          case VOC -> NAME + "第" + number + "职业学校";
          case HVOC -> "云溪第" + number + "职业技术学院";
          case UG -> "云溪第" + number + "学院";
        };
    String code = "%d%s%03d".formatted(stage.schoolCodeDigit(), county, number);
    String area = towns.get(town).endsWith("镇") ? "镇" : "乡村";
    return new School(code, name, stage, town, area);
  }

  String county() {
    return county;
  }

  String townCode(int town) {
    return county + (100 + town);
  }

  List<String> towns() {
    return towns;
  }

  List<Village> villages() {
    return villages;
  }

  List<School> schools(SchoolStage stage) {
    return schools.get(stage);
  }

  /** A school of a stage in a town, or where the town has none, the nearest on its side. */
  School school(SchoolStage stage, int town, Dice dice) {
    List<School> here = byTown.get(stage).get(town);
    return here.isEmpty() ? school(stage, town - town % 8, dice) : dice.pick(here);
  }

  /** Files that a delivery of the whole county is split into; a sheet holds a million rows. */
  int parts() {
    return Math.min(MOST_PARTS, (towns.size() + 1) / 2 + 1);
  }

  /** The file that a town belongs to. */
  int part(int town) {
    return town * parts() / towns.size();
  }
}
