/**
 * The only package that reads or writes Delta: table definitions from contracts, atomic replacement
 * of one slice, the publication switch, the lock, the SQL catalog over published tables.
 */
package org.hedui.lake;
