// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.processes.cluster.Message.Malformed;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.PhysicalAddress;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.logging.LogFactory;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.Responses;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;
import org.jspecify.annotations.Nullable;

/**
 * A process among those of a cluster: it hears who is there and what they say to it.
 *
 * <p>All talk is over TLS 1.3 between processes that have the same key, from and to the one address
 * that was given. A node is alone as long as nobody lets it in, which says nothing about its key:
 * whoever must not be alone looks at who is there.
 */
final class Node implements AutoCloseable {

    /** Hears of the cluster. Called from threads of the network, and returns at once. */
    interface Listener {

        /** Who is there now, this node included. */
        void present(Set<Address> nodes);

        void received(Address from, Message message);
    }

    private static final String CLUSTER = "tandem";

    /** How long a node waits for others before it founds a cluster of its own, in milliseconds. */
    private static final int JOIN_MILLIS = 2_000;

    /** How long a node that does not say anything is believed to be alive, in milliseconds. */
    private static final int SILENCE_MILLIS = 8_000;

    /**
     * How long one whose connections have broken has for proving that it lives, in milliseconds. A
     * run does not wait for that: what others have is given out again when nothing else is left.
     */
    private static final int PROOF_MILLIS = 1_000;

    private static final int CONNECT_MILLIS = 1_000;
    private static final int FRAGMENT_BYTES = 60_000;
    private static final int FRAME_BYTES = 4 * Message.MOST_BYTES;

    private final JChannel channel;

    private Node(JChannel channel) {
        this.channel = channel;
    }

    /**
     * Joins the cluster, or founds one when none of the others answers.
     *
     * @param own where to listen; port 0 for any that is free
     * @param others where others may be
     */
    static Node open(InetSocketAddress own, Places others, ClusterKey key, Listener listener) {
        // It tells of every peer that dies; who is there is told to the listener.
        LogFactory.useNoopLogger(true);
        @Nullable JChannel channel = null;
        try {
            channel = new JChannel(stack(own, others, key.context()));
            channel.setDiscardOwnMessages(true);
            channel.setReceiver(receiver(listener));
            channel.connect(CLUSTER);
            return new Node(channel);
        } catch (Exception e) {
            if (channel != null) {
                channel.close();
            }
            if (!(e instanceof IOException)) {
                throw new IllegalStateException("the channel of the cluster has failed", e);
            }
            throw new TandemException.Missing(
                    "cannot listen at " + Place.text(own) + ": " + e.getMessage(),
                    "name another address or port");
        }
    }

    private static Receiver receiver(Listener listener) {
        return new Receiver() {
            @Override
            public void viewAccepted(View view) {
                listener.present(Set.copyOf(view.getMembers()));
            }

            @Override
            public void receive(org.jgroups.Message packet) {
                try {
                    byte[] bytes = new byte[Math.min(packet.getLength(), Message.MOST_BYTES + 1)];
                    System.arraycopy(packet.getArray(), packet.getOffset(), bytes, 0, bytes.length);
                    listener.received(packet.getSrc(), Message.decode(bytes));
                } catch (Malformed e) {
                    // Of another version, which its hello has told.
                }
            }
        };
    }

    private static org.jgroups.stack.Protocol[] stack(
            InetSocketAddress own, Places others, SSLContext context) throws Exception {
        var tcp = new TCP();
        tcp.setBindAddress(own.getAddress());
        tcp.setBindPort(own.getPort());
        tcp.setPortRange(0);
        // JGroups looks for them by name, and takes platform threads in an image.
        tcp.useVirtualThreads(true);
        // A result that waits for the acknowledgement of the one before comes 40 ms later.
        tcp.tcpNodelay(true);
        SocketFactory sockets = tls().createSocketFactory(context);
        tcp.setSocketFactory(sockets);
        tcp.setDiagnosticsHandler(
                new DiagnosticsHandler(LogFactory.getLog(TCP.class), sockets, null)
                        .setEnabled(false));
        tcp.enableSuspectEvents(true);
        tcp.setSockConnTimeout(CONNECT_MILLIS);
        tcp.setPeerAddrReadTimeout(CONNECT_MILLIS);
        tcp.setMaxLength(FRAME_BYTES);
        tcp.setClientBindAddr(own.getAddress());
        return new org.jgroups.stack.Protocol[] {
            tcp,
            // Whoever asks one node only hears where all of them are.
            new Hosts(others).setPortRange(0).returnEntireCache(true),
            new MERGE3().setMinInterval(1_000).setMaxInterval(5_000),
            new FD_ALL3().setTimeout(SILENCE_MILLIS).setInterval(SILENCE_MILLIS / 4),
            new VERIFY_SUSPECT2().setTimeout(PROOF_MILLIS),
            new NAKACK2().useMcastXmit(false),
            new UNICAST3(),
            new STABLE(),
            new GMS()
                    .printLocalAddress(false)
                    .setJoinTimeout(others.now().isEmpty() ? 1 : JOIN_MILLIS)
                    .setMaxJoinAttempts(2),
            new UFC(),
            new MFC(),
            new FRAG4().setFragSize(FRAGMENT_BYTES)
        };
    }

    /**
     * Finds the others where they are said to be. It may be asked from a port that nobody knows
     * beforehand, as that of a caller.
     */
    private static final class Hosts extends TCPPING {

        private final Places others;

        Hosts(Places others) {
            this.others = others;
            setId(ClassConfigurator.getProtocolId(TCPPING.class));
        }

        @Override
        public void findMembers(List<Address> members, boolean initial, Responses responses) {
            setInitialHosts2(addresses(others.now()));
            super.findMembers(members, initial, responses);
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }

    private static TLS tls() {
        return new TLS()
                .enabled(true)
                .setProtocols(new String[] {"TLSv1.3"})
                .setClientAuth(TLSClientAuth.NEED);
    }

    private static List<PhysicalAddress> addresses(List<InetSocketAddress> places) {
        return places.stream().<PhysicalAddress>map(IpAddress::new).toList();
    }

    Address address() {
        return channel.address();
    }

    /** Where this node listens. */
    InetSocketAddress place() {
        return place(address());
    }

    /** Where another node listens. */
    InetSocketAddress place(Address node) {
        Object found =
                channel.down(new org.jgroups.Event(org.jgroups.Event.GET_PHYSICAL_ADDRESS, node));
        return found instanceof IpAddress address
                ? new InetSocketAddress(address.getIpAddress(), address.getPort())
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Who is there now, this node included. */
    Set<Address> present() {
        return Set.copyOf(channel.view().getMembers());
    }

    /** Sends a message. Blocks while the receiver is behind; one that has gone misses it. */
    void send(Address to, Message message) throws InterruptedException {
        try {
            channel.send(new BytesMessage(to, message.encode()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // The channel is being closed, or the receiver is: the next view tells.
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
