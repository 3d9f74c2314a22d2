package org.hedui.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.batch.core.explore.JobExplorer;
import org.springframework.batch.core.explore.support.JobExplorerFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The job repository: which runs there were and how far they came, in H2 or PostgreSQL. Made by
 * hand and not by a Spring context, since `status` has to answer at once.
 */
final class BatchRepository implements AutoCloseable {
  private final HikariDataSource dataSource;
  private final JobRepository jobs;
  private final JobExplorer explorer;

  private BatchRepository(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    try {
      initialise(dataSource);
      JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
      JobRepositoryFactoryBean repository = new JobRepositoryFactoryBean();
      repository.setDataSource(dataSource);
      repository.setTransactionManager(transactions);
      repository.afterPropertiesSet();
      this.jobs = repository.getObject();
      JobExplorerFactoryBean reader = new JobExplorerFactoryBean();
      reader.setDataSource(dataSource);
      reader.setTransactionManager(transactions);
      reader.afterPropertiesSet();
      this.explorer = reader.getObject();
    } catch (Exception e) {
      dataSource.close();
      throw new IllegalStateException("The job repository cannot be opened.", e);
    }
  }

  /** Opens the repository and makes its tables if they are not there. */
  static BatchRepository open(Settings.Database database) {
    // H2 serves other processes on this machine only.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    HikariConfig config = new HikariConfig();
    config.setPoolName("repository");
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    // Lock, repository and a reader; an H2 file stays open as long as one connection does.
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(15).toMillis());
    return new BatchRepository(new HikariDataSource(config));
  }

  /** The database itself, for the lock. */
  DataSource dataSource() {
    return dataSource;
  }

  /** Where executions are written. */
  JobRepository jobs() {
    return jobs;
  }

  /** Where executions are read. */
  JobExplorer explorer() {
    return explorer;
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private static void initialise(DataSource dataSource) throws SQLException {
    if (isInitialised(dataSource)) {
      return;
    }
    String script = "org/springframework/batch/core/schema-" + product(dataSource) + ".sql";
    try {
      new ResourceDatabasePopulator(new ClassPathResource(script)).execute(dataSource);
    } catch (ScriptException e) {
      // Two first runs at once: the other one has made the tables.
      if (!isInitialised(dataSource)) {
        throw e;
      }
    }
  }

  private static String product(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    }
  }

  private static boolean isInitialised(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      DatabaseMetaData metaData = connection.getMetaData();
      // The table that the script makes last.
      String table = "BATCH_JOB_EXECUTION_CONTEXT";
      String stored =
          metaData.storesLowerCaseIdentifiers() ? table.toLowerCase(Locale.ROOT) : table;
      try (ResultSet tables =
          metaData.getTables(connection.getCatalog(), connection.getSchema(), stored, null)) {
        return tables.next();
      }
    }
  }
}
