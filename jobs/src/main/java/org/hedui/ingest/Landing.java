package org.hedui.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What lies in the landing folder for one business date.
 *
 * @param files files to be read
 * @param refused what is reported without being read
 * @param deliveries dates of the deliveries that are taken in, by registry; a registry without any
 *     is absent
 * @param stamps length and time of change of every table in their folders, by address
 */
record Landing(
    List<LandedFile> files,
    List<FileFacts> refused,
    Map<String, SortedSet<LocalDate>> deliveries,
    SortedMap<String, String> stamps) {}
