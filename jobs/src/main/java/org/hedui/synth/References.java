package org.hedui.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The reference tables: divisions and schools. */
final class References {
  private static final String PROVINCE = "520000";
  private static final String CITY = "529900";

  private References() {}

  static void write(CountyMap map, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (TableFile file = new CsvFile(folder.resolve("division.csv"), CsvFile.Dialect.UTF_8)) {
      file.write(List.of("代码", "名称", "级别", "上级代码"));
      file.write(List.of(PROVINCE, "样例省", "1", ""));
      file.write(List.of(CITY, "样例市", "2", PROVINCE));
      file.write(List.of(map.county(), CountyMap.NAME, "3", CITY));
      for (int town = 0; town < map.towns().size(); town++) {
        file.write(List.of(map.townCode(town), map.towns().get(town), "4", map.county()));
      }
      for (Village village : map.villages()) {
        file.write(List.of(village.code(), village.name(), "5", map.townCode(village.town())));
      }
    }
    try (TableFile file = new CsvFile(folder.resolve("school.csv"), CsvFile.Dialect.UTF_8)) {
      file.write(List.of("学校标识码", "名称", "学段", "县代码", "乡代码", "城乡类型"));
      for (SchoolStage stage : SchoolStage.values()) {
        for (School school : map.schools(stage)) {
          file.write(
              List.of(
                  school.code(),
                  school.name(),
                  stage.label(),
                  map.county(),
                  map.townCode(school.town()),
                  school.area()));
        }
      }
    }
  }
}
