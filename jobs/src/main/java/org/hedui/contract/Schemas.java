package org.hedui.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything below {@code schemas/}, read and checked.
 *
 * @param contracts contracts by name
 * @param codes code lists by name
 * @param rules rules by code
 * @param policies policy packs by locality
 * @param documents documents that are handed out, by name
 * @param views SQL text by path below {@code schemas/views} without {@code .sql}, such as {@code
 *     grain/record}
 * @param personLink how persons are linked beyond the certain links; empty: not at all
 * @param hash SHA-256 over all files, in hex: two runs with the same hash used the same schemas
 */
public record Schemas(
    Map<String, Contract> contracts,
    Map<String, CodeList> codes,
    Map<String, Rule> rules,
    Map<String, PolicyPack> policies,
    Map<String, Document> documents,
    Map<String, String> views,
    Optional<PersonLink> personLink,
    String hash) {

  /**
   * How persons are linked.
   *
   * @param config the configuration, {@code link/person.yaml}
   * @param model the text of the model that was trained for it, {@code link/person.model.json};
   *     empty: each run trains one of its own
   */
  public record PersonLink(LinkConfig config, Optional<String> model) {}

  /** Copies the maps, so that the schemas never change. */
  public Schemas {
    contracts = Map.copyOf(contracts);
    codes = Map.copyOf(codes);
    rules = Map.copyOf(rules);
    policies = Map.copyOf(policies);
    documents = Map.copyOf(documents);
    views = Map.copyOf(views);
  }

  /** Whether a pack pays by the month that a pupil is at school in the term. */
  public boolean prorates(String term) {
    return policies.values().stream().anyMatch(pack -> pack.prorates(term));
  }

  /** The contracts of {@code kind}, sorted by name. */
  public List<Contract> contracts(Contract.Kind kind) {
    return contracts.values().stream()
        .filter(contract -> contract.kind() == kind)
        .sorted(java.util.Comparator.comparing(Contract::name))
        .toList();
  }

  /**
   * The contract of a table or registry.
   *
   * @throws IllegalArgumentException if there is none: a table without a contract is not written
   */
  public Contract contract(String name) {
    Contract contract = contracts.get(name);
    if (contract == null) {
      throw new IllegalArgumentException(
          "No contract for " + name + ": add schemas/contracts/" + name + ".odcs.yaml.");
    }
    return contract;
  }
}
