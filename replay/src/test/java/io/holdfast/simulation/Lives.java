// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Dice;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.engine.pipeline.Room;
import io.holdfast.journal.Durability;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The lives of the server process, one after the other: how each begins and ends, and what it must have left. */
final class Lives implements AutoCloseable {
    private static final Fate[] FATES = {
        Fate.KILLED,
        Fate.KILLED,
        Fate.KILLED_IN_WRITE,
        Fate.KILLED_IN_WRITE,
        Fate.POWER_LOST,
        Fate.POWER_LOST_IN_WRITE,
        Fate.STOPPED
    };

    private static final long LONG_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_TICKS = 10_000;

    private final Dice dice;
    private final Weather weather;
    private final SimulatedClock clock;
    private final Network toServer;
    private final Network.Receiver out;
    private final Books clientsBooks;
    private final UnaryOperator<CommandLog> fault;
    private final Tally tally;
    private final SimulatedDisk disk;
    private final Ledger ledger;
    private final Audit audit;
    private final Trouble trouble;
    private int deathsLeft;
    private EngineSettings settings;

    // Of one life.
    private ServerProcess process;
    private Fate fate = Fate.STOPPED;
    private long fateAtStep;
    private byte[] syncedMark;
    /** The first of the journal's files that the process has written. */
    private String firstFile;

    /**
     * @param out          takes what the process sends.
     * @param clientsBooks are told if the clients may have heard of what is no longer so.
     */
    Lives(
            Dice dice,
            Weather weather,
            SimulatedClock clock,
            Post post,
            Network toServer,
            Network.Receiver out,
            Books clientsBooks,
            UnaryOperator<CommandLog> fault,
            Tally tally)
            throws IOException {
        this.dice = dice;
        this.weather = weather;
        this.clock = clock;
        this.toServer = toServer;
        this.out = out;
        this.clientsBooks = clientsBooks;
        this.fault = fault;
        this.tally = tally;
        ledger = new Ledger(post);
        audit = new Audit(post, tally);
        trouble = new Trouble(dice, clock, tally);
        settings = weather.settings();
        deathsLeft = weather.deaths();
        disk = new SimulatedDisk();
    }

    ServerProcess process() {
        return process;
    }

    Audit audit() {
        return audit;
    }

    // ----- Turns -----

    /** Whatever may go wrong; returns whether the process has died of it, and another one has started. */
    boolean suffer(long step, boolean isCalm) throws Exception {
        if (isDue(step) && !fate.isInWrite()) {
            die(step);
            return true;
        }
        trouble.change(step, process, isCalm);
        return false;
    }

    private boolean isDue(long step) {
        return step >= fateAtStep && deathsLeft > 0;
    }

    void journal(long step) throws Exception {
        if (trouble.isDiskSlow(step)) {
            return;
        }
        int before = ledger.committed();
        byte[] markBefore = isDue(step) ? disk.mark() : null;
        process.journal();
        if (ledger.committed() > before) {
            if (isDue(step)) {
                dieInWrite(step, before, markBefore);
            } else if (weather.durability() == Durability.SYNCED) {
                ledger.sync();
            }
        }
    }

    void sync() throws IOException {
        process.sync();
        ledger.sync();
        syncedMark = disk.mark();
    }

    /** Who writes a snapshot syncs the journal before. */
    void follow() throws IOException {
        if (weather.isFollowed() && process.follow()) {
            tally.add(Event.SNAPSHOTS);
            ledger.sync();
        }
    }

    // ----- Birth -----

    /** The first. */
    void begin(long step) throws IOException {
        begin(step, List.of());
    }

    private void begin(long step, List<Entry> found) throws IOException {
        process = ServerProcess.start(disk, weather, settings, clock, ledger, out, fault);
        tally.add(Event.STARTS);
        assertEquals(found.size(), process.recovered().sequence(), "the sequence that was recovered");
        assertEquals(audit.reference().digest(), process.recovered().digest(), "the digest that was recovered");
        assertEquals(List.of(), process.recovered().passedOver());
        assertEquals(settings, process.engine().settings());
        tally.trace(process.recovered().sequence(), process.recovered().digest());
        if (process.recovered().torn() != null) {
            tally.add(Event.CUT_OFF_ENDS);
        }
        if (process.recovered().snapshotSequence() > 0) {
            tally.add(Event.STARTS_FROM_SNAPSHOT);
        }
        ledger.begin(found, process.engine().lastSequence());
        trouble.beginAnew();
        fate = FATES[dice.below(FATES.length)];
        fateAtStep = step + weather.lifeSteps(dice);
        syncedMark = disk.mark();
        firstFile = firstFile();
    }

    /** Behind those of earlier lives; where the start has put settings in force the newest file is this life's already. */
    private String firstFile() throws IOException {
        List<String> names = disk.journalFiles().stream().map(disk::name).toList();
        boolean isBegun = process.engine().lastSequence() > process.recovered().sequence();
        if (isBegun) {
            return names.get(names.size() - 1);
        }
        return names.isEmpty() ? "" : names.get(names.size() - 1) + "+";
    }

    // ----- Death -----

    private void die(long step) throws Exception {
        switch (fate) {
            case KILLED -> {
                tally.add(Event.KILLS);
                DiskImage image = DiskImage.of(disk.directory());
                if (dice.oneIn(8)) {
                    image.leaveHalfASnapshot(ledger.committed(), dice);
                }
                bury(image, step, ledger.committed());
            }
            case POWER_LOST -> {
                tally.add(Event.POWER_LOSSES);
                DiskImage image = DiskImage.of(disk.directory());
                bury(image, step, losePower(image));
            }
            case STOPPED -> {
                tally.add(Event.STOPS);
                stop(step);
                goOn(step, ledger.committed());
            }
            default -> throw new IllegalStateException(fate + " comes with a write");
        }
    }

    private void dieInWrite(long step, int before, byte[] markBefore) throws IOException {
        DiskImage image = DiskImage.of(disk.directory());
        // It is set when the write is done.
        image.putMark(markBefore);
        if (fate.losesPower()) {
            tally.add(Event.POWER_LOSSES_IN_WRITE);
            bury(image, step, losePower(image));
        } else {
            tally.add(Event.TORN_WRITES);
            image.tearLastWrite(dice);
            bury(image, step, before);
        }
    }

    private long losePower(DiskImage image) {
        return image.losePower(firstFile, ledger.synced(), ledger.committed(), fate.isInWrite(), syncedMark, dice);
    }

    private void bury(DiskImage image, long step, long least) throws IOException {
        close(process);
        disk.becomes(image, fate.losesPower());
        if (weather.keepsLength()) {
            disk.lengthenNewestFile();
        }
        goOn(step, least);
    }

    /** Nobody sends anything any more: what is due, and becomes due, is done nevertheless. */
    void workOffWhatIsDue() throws Exception {
        deathsLeft = 0;
        trouble.beginAnew();
        process.room(Room.AMPLE);
        clock.mend();
        clock.pass(LONG_NS);
        for (int i = 0; i < MOST_TICKS && process.engine().nextWorkNs() <= clock.nanoTime(); i++) {
            process.doorway().tick();
            process.decide();
            process.journal();
            process.answer();
        }
        assertTrue(process.engine().nextWorkNs() > clock.nanoTime(), "what is due is not done");
    }

    /** As a server is stopped: nothing new is taken, what was sequenced is answered, and mostly a snapshot is written. */
    void stop(long step) throws Exception {
        process.stopAccepting();
        for (int i = dice.below(20); i > 0; i--) {
            toServer.deliver(step, process.doorway()::receive);
        }
        process.workOff();
        ServerProcess stopped = process;
        close(process);
        disk.trimFiles();
        if (!dice.oneIn(4)) {
            stopped.writeSnapshot();
            tally.add(Event.SNAPSHOTS);
        }
    }

    // ----- After death -----

    /** @param least as many records must be left. */
    private void goOn(long step, long least) throws IOException {
        deathsLeft--;
        List<Entry> found = found(least);
        toServer.loseSome();
        clock.pass(TimeUnit.MILLISECONDS.toNanos(dice.below(3_000)));
        if (dice.oneIn(4)) {
            settings = Weather.changed(settings, dice);
            tally.add(Event.CHANGED_SETTINGS);
        }
        begin(step, found);
    }

    /** After {@link #stop}: everything is there, and a process begins that is not given anything to do. */
    void goOnForTheLastTime(long step) throws IOException {
        fate = Fate.STOPPED;
        List<Entry> found = found(ledger.committed());
        tally.add(Event.JOURNAL_FILES, disk.journalFiles().size());
        begin(step, found);
    }

    private List<Entry> found(long least) throws IOException {
        List<Entry> found = Entry.read(disk.journal(false));
        ledger.expect(found, least);
        if (dice.oneIn(5) && disk.cutOffTornEnd()) {
            // By a start that died right after it.
            tally.add(Event.CUT_OFF_ENDS);
            assertEquals(found, Entry.read(disk.journal(false)));
        }
        tally.add(Event.RECORDS_LOST, Math.max(0, ledger.committed() - found.size()));
        if (ledger.hasToldBehind(found.size())) {
            assertTrue(
                    fate.losesPower() && weather.durability() == Durability.WRITTEN,
                    () -> "an answer was told that is not on record, and there are " + found.size() + " records");
            clientsBooks.doNotKnow();
        }
        audit.take(found, ledger);
        return found;
    }

    private void close(ServerProcess dead) throws IOException {
        process = null;
        dead.close();
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            if (process != null) {
                close(process);
            }
        }
    }
}
