/** What keeps a lake over the years: the audit, its proof, clearing up, erasure, another key. */
package org.hedui.keep;
