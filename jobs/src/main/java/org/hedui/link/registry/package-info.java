/** Who is who among the registries: person mentions, certain links, persons and households. */
package org.hedui.link.registry;
