/**
 * Landing folder to bronze: every delivered row is loaded, in quarantine with a reason, or a
 * declared duplicate, and the feed counts which. Values stay text, as delivered.
 */
package org.hedui.ingest;
