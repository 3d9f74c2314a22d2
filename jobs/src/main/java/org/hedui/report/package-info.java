/**
 * What a run did, for people and programs: facts read from the tables, and the page, the JSON and
 * the index made of them. It knows no stage; what it tells is counts, never a person.
 */
package org.hedui.report;
