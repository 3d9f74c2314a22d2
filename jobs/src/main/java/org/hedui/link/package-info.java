/**
 * Who is who: person mentions, certain links, their connected components, persons and households.
 */
package org.hedui.link;
