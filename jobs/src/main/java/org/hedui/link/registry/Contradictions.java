package org.hedui.link.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedui.contract.Fault;

/**
 * Finds answers that cannot all be true: two records that a chain of YES makes one person, while a
 * NO says they are two. Answers are made by people, so that they fit into memory.
 */
public final class Contradictions {
  private final Map<String, String> parents = new HashMap<>();

  private Contradictions() {}

  /**
   * The faults that new answers bring among those in force.
   *
   * @param file name of the sheet, for faults
   * @param answers the new answers, at most one a pair
   * @param inForce the earlier answers, at most one a pair; a new one about the same pair outranks
   * @return ANSWER_CONTRADICTS for each row of the sheet that has a part in a contradiction
   */
  public static List<Fault> faults(String file, List<Answer> answers, Collection<Answer> inForce) {
    Set<String> answered = new HashSet<>();
    answers.forEach(answer -> answered.add(answer.left() + answer.right()));
    List<Answer> standing =
        inForce.stream()
            .filter(answer -> !answered.contains(answer.left() + answer.right()))
            .toList();
    Contradictions persons = new Contradictions();
    for (List<Answer> all : List.of(answers, standing)) {
      all.stream()
          .filter(answer -> answer.verdict() == Answer.Verdict.YES)
          .forEach(answer -> persons.join(answer.left(), answer.right()));
    }
    List<Fault> faults = new ArrayList<>();
    Set<String> torn = new HashSet<>();
    for (Answer no : standing) {
      if (persons.contradicts(no)) {
        torn.add(persons.find(no.left()));
      }
    }
    for (Answer answer : answers) {
      boolean wrong =
          answer.verdict() == Answer.Verdict.NO
              ? persons.contradicts(answer)
              : torn.contains(persons.find(answer.left()));
      if (wrong) {
        faults.add(
            new Fault(
                "ANSWER_CONTRADICTS",
                file,
                answer.row(),
                "Together with other answers the same two records would be one person and two;"
                    + " change this answer or answer the others anew."));
      }
    }
    return faults;
  }

  private boolean contradicts(Answer answer) {
    return answer.verdict() == Answer.Verdict.NO
        && find(answer.left()).equals(find(answer.right()));
  }

  private void join(String one, String other) {
    parents.put(find(one), find(other));
  }

  private String find(String record) {
    String root = record;
    while (!parents.getOrDefault(root, root).equals(root)) {
      root = parents.get(root);
    }
    for (String next = record; !next.equals(root); ) {
      String parent = parents.get(next);
      parents.put(next, root);
      next = parent;
    }
    return root;
  }
}
