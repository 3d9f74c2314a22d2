/** Random samples of households for door-to-door checks, and what comes back of them. */
package org.hedui.sample;
