package org.hedui.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.utils.UUIDUtils;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.Traffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the events of one run: START, then COMPLETE or FAIL, of the run and of each of its stages.
 * That an event cannot be told is logged, and the run goes on.
 */
public final class RunLineage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLineage.class);
  private static final String NAMESPACE = "hedui";
  private static final String RUN = "run";

  private final OpenLineage events = new OpenLineage(URI.create("https://hedui.org/hedui"));
  private final UUID run = UUIDUtils.generateNewUUID();
  private final List<OpenLineageClient> clients;
  private final Lake lake;
  private final LocalDate businessDate;
  private final String landing;
  private UUID stage = run;

  /**
   * Opens the way to those who want events; without any, nothing is told.
   *
   * @param landing folder or address of the deliveries, the input of ingest
   */
  public RunLineage(LineageTarget target, Lake lake, LocalDate businessDate, String landing) {
    this.clients = target.clients();
    this.lake = lake;
    this.businessDate = businessDate;
    this.landing = landing;
  }

  /** The run begins. */
  public void begin() {
    emit(OpenLineage.RunEvent.EventType.START, RUN, run, Traffic.Seen.NOTHING, Optional.empty());
  }

  /** The run has ended; with a failure unless it ended well. */
  public void end(Optional<String> failure) {
    emit(ending(failure), RUN, run, Traffic.Seen.NOTHING, failure);
  }

  /** A stage of the run begins. */
  public void beginStage(String name) {
    lake.traffic().forget();
    stage = UUIDUtils.generateNewUUID();
    emit(OpenLineage.RunEvent.EventType.START, name, stage, Traffic.Seen.NOTHING, Optional.empty());
  }

  /** The stage has ended, having read and written what the lake saw since it began. */
  public void endStage(String name, Optional<String> failure) {
    emit(ending(failure), name, stage, lake.traffic().seen(), failure);
  }

  private static OpenLineage.RunEvent.EventType ending(Optional<String> failure) {
    return failure.isPresent()
        ? OpenLineage.RunEvent.EventType.FAIL
        : OpenLineage.RunEvent.EventType.COMPLETE;
  }

  private void emit(
      OpenLineage.RunEvent.EventType type,
      String job,
      UUID id,
      Traffic.Seen seen,
      Optional<String> failure) {
    if (clients.isEmpty()) {
      return;
    }
    OpenLineage.RunEvent event =
        events
            .newRunEventBuilder()
            .eventType(type)
            .eventTime(ZonedDateTime.now(ZoneOffset.UTC))
            .run(events.newRun(id, facets(job, failure)))
            .job(events.newJob(NAMESPACE, NAMESPACE + "." + job, null))
            .inputs(inputs(job, seen))
            .outputs(outputs(seen))
            .build();
    for (OpenLineageClient client : clients) {
      try {
        client.emit(event);
      } catch (RuntimeException e) {
        LOG.warn("A lineage event could not be told: {}", e.getClass().getSimpleName());
      }
    }
  }

  private OpenLineage.RunFacets facets(String job, Optional<String> failure) {
    ZonedDateTime day = businessDate.atStartOfDay(ZoneOffset.UTC);
    OpenLineage.RunFacetsBuilder facets =
        events
            .newRunFacetsBuilder()
            .nominalTime(events.newNominalTimeRunFacet(day, day.plusDays(1)));
    if (!job.equals(RUN)) {
      facets.parent(
          events
              .newParentRunFacetBuilder()
              .run(events.newParentRunFacetRunBuilder().runId(run).build())
              .job(
                  events
                      .newParentRunFacetJobBuilder()
                      .namespace(NAMESPACE)
                      .name(NAMESPACE + "." + RUN)
                      .build())
              .build());
    }
    failure.ifPresent(
        message ->
            facets.errorMessage(
                events
                    .newErrorMessageRunFacetBuilder()
                    .message(message)
                    .programmingLanguage("JAVA")
                    .build()));
    return facets.build();
  }

  private List<OpenLineage.InputDataset> inputs(String job, Traffic.Seen seen) {
    List<OpenLineage.InputDataset> inputs = new ArrayList<>();
    seen.read().entrySet().stream().map(this::input).forEach(inputs::add);
    if (job.equals("ingest")) {
      Place place = Place.of(landing);
      inputs.add(
          events.newInputDatasetBuilder().namespace(place.namespace()).name(place.name()).build());
    }
    return inputs;
  }

  private OpenLineage.InputDataset input(Map.Entry<TableName, StructType> table) {
    Place place = Place.of(lake.path(table.getKey()));
    return events
        .newInputDatasetBuilder()
        .namespace(place.namespace())
        .name(place.name())
        .facets(columns(table.getValue()))
        .build();
  }

  private List<OpenLineage.OutputDataset> outputs(Traffic.Seen seen) {
    return seen.written().entrySet().stream()
        .map(
            table -> {
              Place place = Place.of(lake.path(table.getKey()));
              return events
                  .newOutputDatasetBuilder()
                  .namespace(place.namespace())
                  .name(place.name())
                  .facets(columns(table.getValue()))
                  .build();
            })
        .toList();
  }

  private OpenLineage.DatasetFacets columns(StructType schema) {
    return events
        .newDatasetFacetsBuilder()
        .schema(
            events
                .newSchemaDatasetFacetBuilder()
                .fields(
                    Arrays.stream(schema.fields())
                        .map(
                            field ->
                                events
                                    .newSchemaDatasetFacetFieldsBuilder()
                                    .name(field.name())
                                    .type(field.dataType().simpleString())
                                    .build())
                        .toList())
                .build())
        .build();
  }

  /** A dataset's name by OpenLineage's rules. */
  private record Place(String namespace, String name) {
    static Place of(String address) {
      if (!address.startsWith("s3a://")) {
        return new Place("file", address.replaceFirst("^file:/*", "/"));
      }
      URI uri = URI.create(address);
      return new Place("s3://" + uri.getHost(), uri.getPath().replaceFirst("^/", ""));
    }
  }

  @Override
  public void close() {
    for (OpenLineageClient client : clients) {
      try {
        client.close();
      } catch (Exception e) {
        LOG.debug("A lineage client could not be closed", e);
      }
    }
  }
}
