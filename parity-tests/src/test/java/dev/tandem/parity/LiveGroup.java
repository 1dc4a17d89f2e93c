package dev.tandem.parity;

import dev.tandem.localstack.topics.CountingDone;
import dev.tandem.localstack.topics.TopicReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the broker knows of the live side's instances. */
final class LiveGroup implements AutoCloseable {
  private final Admin admin;
  private final Deployment deployment;
  private final TopicReader reader;
  private final CountingDone counting;

  LiveGroup(Deployment deployment) {
    this.deployment = deployment;
    this.admin = Admin.create(deployment.kafka());
    this.reader = new TopicReader(deployment.kafka());
    this.counting =
        new CountingDone(
            deployment.kafka(),
            deployment.topics(),
            deployment.schemas(),
            deployment.applicationId(),
            Deployment.PARTITIONS);
  }

  /** Whether the group has settled and an instance in it has something to do. */
  boolean works(String client) {
    return settled()
        .filter(
            group ->
                group.members().stream()
                    .filter(member -> isOf(member, client))
                    .anyMatch(member -> !member.assignment().topicPartitions().isEmpty()))
        .isPresent();
  }

  /** Whether the group has settled without an instance, and others have all its partitions. */
  boolean managesWithout(String client) {
    return settled()
        .map(ConsumerGroupDescription::members)
        .filter(members -> members.stream().noneMatch(member -> isOf(member, client)))
        .filter(members -> partitionsOf(members) == Deployment.PARTITIONS)
        .isPresent();
  }

  private long partitionsOf(Collection<MemberDescription> members) {
    return members.stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .filter(partition -> partition.topic().equals(deployment.topics().captures()))
        .count();
  }

  private static boolean isOf(MemberDescription member, String client) {
    return member.clientId().startsWith(client + "-");
  }

  /** The group, once it is there and while it does not rebalance. */
  private Optional<ConsumerGroupDescription> settled() {
    String id = deployment.applicationId();
    try {
      return Optional.of(admin.describeConsumerGroups(List.of(id)).describedGroups().get(id).get())
          .filter(group -> group.groupState() == GroupState.STABLE);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw new IllegalStateException("group " + id + " cannot be looked up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Where the log ends now. */
  Map<TopicPartition, Long> logEnds() {
    return reader.ends(reader.partitions(deployment.topics().captures()));
  }

  /** Whether all before these ends of the log is counted. */
  boolean hasCounted(Map<TopicPartition, Long> ends) {
    return counting.reached(ends);
  }

  @Override
  public void close() {
    admin.close();
  }
}
