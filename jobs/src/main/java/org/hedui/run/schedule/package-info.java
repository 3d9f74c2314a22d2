/** What of a schedule is due: pure functions of the schedule, what was done, and the time. */
package org.hedui.run.schedule;
