/** Looks through finished files for what may not stand in them. */
package org.hedui.deliver.scan;
