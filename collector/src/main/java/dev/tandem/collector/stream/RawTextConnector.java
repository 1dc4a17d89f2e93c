package dev.tandem.collector.stream;

import dev.tandem.collector.table.TextEncoding;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.PostgresReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream.ReplicationMessageProcessor;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.apache.kafka.connect.connector.Task;
import org.postgresql.replication.fluent.logical.ChainedLogicalStreamBuilder;

/**
 * Debezium's connector, with texts as the database stores them: the server would end the stream at
 * the first one that it cannot convert. Debezium decodes messages by a private field of its
 * replication connection, which is set here and nowhere else; a test with such a database sees to
 * it that it is.
 */
public final class RawTextConnector extends PostgresConnector {
  static final String ENCODING = "tandem.encoding";
  static final String MARK = "tandem.mark";

  @Override
  public Class<? extends Task> taskClass() {
    return RawTextTask.class;
  }

  /** Made by Debezium's engine. */
  public static final class RawTextTask extends PostgresConnectorTask {
    private RawText texts;

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(
        Configuration config) {
      texts = new RawText(TextEncoding.of(config.getString(ENCODING)), config.getString(MARK));
      return super.start(config);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
        PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config)
        throws SQLException {
      PostgresReplicationConnection replication =
          (PostgresReplicationConnection)
              super.buildReplicationConnection(connection, schema, config);
      try {
        Field decoder = PostgresReplicationConnection.class.getDeclaredField("messageDecoder");
        decoder.setAccessible(true);
        decoder.set(
            replication,
            new Decoder(
                new MessageDecoderContext(config, schema),
                connection,
                replication,
                new MessageRecoder(texts)));
      } catch (ReflectiveOperationException e) {
        throw new StreamException(
            "Debezium has another field for its decoder: " + e.getMessage(), e);
      }
      return replication;
    }
  }

  private static final class Decoder extends PgOutputMessageDecoder {
    private final PostgresReplicationConnection replication;
    private final MessageRecoder recoder;

    Decoder(
        MessageDecoderContext context,
        PostgresConnection connection,
        PostgresReplicationConnection replication,
        MessageRecoder recoder) {
      super(context, connection);
      this.replication = replication;
      this.recoder = recoder;
    }

    /**
     * Asked right before every start of the stream, so its session is always the one that is set.
     */
    @Override
    public ChainedLogicalStreamBuilder defaultOptions(
        ChainedLogicalStreamBuilder builder, Function<Integer, Boolean> hasVersion) {
      try (Statement statement = replication.connection().createStatement()) {
        // To which nothing is converted.
        statement.execute("SET client_encoding = 'SQL_ASCII'");
      } catch (SQLException e) {
        throw new StreamException("the stream's session cannot be set: " + e.getMessage(), e);
      }
      return super.defaultOptions(builder, hasVersion);
    }

    @Override
    public void processNotEmptyMessage(
        ByteBuffer message, ReplicationMessageProcessor processor, TypeRegistry types)
        throws SQLException, InterruptedException {
      super.processNotEmptyMessage(recoder.recode(message), processor, types);
    }
  }
}
