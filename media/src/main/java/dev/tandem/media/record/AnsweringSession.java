package dev.tandem.media.record;

import dev.tandem.media.audio.Sound;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegOffer;
import dev.tandem.media.leg.VoiceLeg;
import dev.tandem.media.leg.VoiceLegs;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives one [VoicemailMachine]: a mailbox, and a virtual thread that owns machine, leg and
/// listener.
final class AnsweringSession implements VoicemailSession {
  private static final Logger LOG = LoggerFactory.getLogger(AnsweringSession.class);

  /// 30 s of sound: a listener that is behind by more is taken to be broken, and the call ends with
  /// what it has.
  static final int MAILBOX = 3_000;

  private final VoiceLegs legs;
  private final VoicemailRequest request;
  private final Sound beep;
  private final int serial;
  private final VoicemailListener listener;
  private final BlockingQueue<Letter> mailbox = new LinkedBlockingQueue<>(MAILBOX);
  private volatile boolean overflowed;
  private volatile boolean over;

  /// What the thread is told.
  private sealed interface Letter {
    /// Something happened to the leg.
    record OfLeg(LegEvent event) implements Letter {}

    /// The caller can be reached there.
    record Address(IceCandidate candidate) implements Letter {}

    /// The call wants something.
    record Order(VoicemailInput input) implements Letter {}
  }

  AnsweringSession(
      VoiceLegs legs,
      VoicemailRequest request,
      Sound beep,
      int serial,
      VoicemailListener listener) {
    this.legs = legs;
    this.request = request;
    this.beep = beep;
    this.serial = serial;
    this.listener = listener;
  }

  void begin() {
    Thread.ofVirtual().name("voicemail").start(this::run);
  }

  @Override
  public void remoteCandidate(IceCandidate candidate) {
    post(new Letter.Address(candidate));
  }

  @Override
  public void dtmf(char digit) {
    post(new Letter.Order(new VoicemailInput.Pressed(digit)));
  }

  @Override
  public void hangUp() {
    post(new Letter.Order(new VoicemailInput.HungUp()));
  }

  private void post(Letter letter) {
    if (!over && !mailbox.offer(letter)) {
      overflowed = true;
    }
  }

  private void run() {
    LegOffer offer = new LegOffer(request.sdpOffer(), request.ice());
    VoiceLeg leg = legs.answer(offer, event -> post(new Letter.OfLeg(event)));
    Acts acts = new Acts(leg);
    VoicemailMachine machine =
        new VoicemailMachine(System.nanoTime(), request.limits(), serial, acts::act);
    try {
      while (!machine.over()) {
        long wait = machine.deadline() - System.nanoTime();
        Letter letter = mailbox.poll(wait, TimeUnit.NANOSECONDS);
        if (overflowed) {
          LOG.warn("A voicemail's listener is more than {} frames behind", MAILBOX);
          machine.apply(System.nanoTime(), new VoicemailInput.Lost("the server is too busy"));
        } else if (letter == null) {
          machine.apply(System.nanoTime(), new VoicemailInput.Tick());
        } else {
          deliver(letter, machine, leg);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      acts.breakOff("the server is stopping");
    } catch (RuntimeException | AssertionError e) {
      // The listener's fault or ours: it ends this call and no other.
      LOG.warn("A voicemail ended by a fault", e);
      acts.breakOff("the voicemail could not be stored");
    } finally {
      over = true;
      mailbox.clear();
      leg.close();
    }
  }

  private void deliver(Letter letter, VoicemailMachine machine, VoiceLeg leg) {
    long now = System.nanoTime();
    switch (letter) {
      case Letter.Address address -> leg.remoteCandidate(address.candidate());
      case Letter.Order order -> machine.apply(now, order.input());
      case Letter.OfLeg(LegEvent event) -> {
        switch (event) {
          case LegEvent.Answered answered -> listener.answer(answered.sdp());
          case LegEvent.LocalCandidate local -> listener.localCandidate(local.candidate());
          case LegEvent.Connected ignored -> machine.apply(now, new VoicemailInput.Connected());
          case LegEvent.Interrupted ignored -> machine.apply(now, new VoicemailInput.Interrupted());
          case LegEvent.Failed failed ->
              machine.apply(now, new VoicemailInput.Lost(failed.reason()));
          case LegEvent.Heard heard -> machine.apply(now, new VoicemailInput.Heard(heard.frame()));
          case LegEvent.Played played ->
              machine.apply(now, new VoicemailInput.Played(clip(played.sound())));
        }
      }
    }
  }

  private Clip clip(Sound sound) {
    return sound == beep ? Clip.BEEP : Clip.GREETING;
  }

  /// Does what the machine wants, and keeps the promise of exactly one end.
  private final class Acts {
    private final VoiceLeg leg;
    private boolean told;

    Acts(VoiceLeg leg) {
      this.leg = leg;
    }

    void act(VoicemailOutput output) {
      switch (output) {
        case VoicemailOutput.Play(Clip clip) ->
            leg.play(
                switch (clip) {
                  case GREETING -> request.greeting().sound();
                  case BEEP -> beep;
                });
        case VoicemailOutput.Hush ignored -> leg.hush();
        case VoicemailOutput.TellConnected ignored -> listener.connected();
        case VoicemailOutput.TellRecording ignored -> listener.recordingStarted();
        case VoicemailOutput.Store store -> listener.audio(store.pages().array());
        case VoicemailOutput.Finish finish -> {
          leg.close();
          told = true;
          listener.finished(finish.recorded());
        }
        case VoicemailOutput.Fail fail -> {
          leg.close();
          told = true;
          listener.failed(fail.reason());
        }
      }
    }

    void breakOff(String reason) {
      if (told) {
        return;
      }
      told = true;
      try {
        listener.failed(reason);
      } catch (RuntimeException e) {
        LOG.warn("A voicemail's listener failed at the end too", e);
      }
    }
  }
}
