/**
 * SQL for analysts over JDBC and ODBC: the protocol of HiveServer2, of which only reading is there.
 */
package org.hedui.serve;
