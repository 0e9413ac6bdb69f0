package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// libwebrtc's two kinds of answer about a session description, as lambdas. Its own words are kept
/// nowhere: they may quote the other side's addresses.
final class Described {
  private static final Logger LOG = LoggerFactory.getLogger(Described.class);

  private Described() {}

  static SetSessionDescriptionObserver set(Runnable success, Runnable failure) {
    return new SetSessionDescriptionObserver() {
      @Override
      public void onSuccess() {
        success.run();
      }

      @Override
      public void onFailure(String error) {
        LOG.debug("A session description was refused");
        failure.run();
      }
    };
  }

  static CreateSessionDescriptionObserver made(
      Consumer<RTCSessionDescription> success, Runnable failure) {
    return new CreateSessionDescriptionObserver() {
      @Override
      public void onSuccess(RTCSessionDescription description) {
        success.accept(description);
      }

      @Override
      public void onFailure(String error) {
        LOG.debug("No session description could be made");
        failure.run();
      }
    };
  }
}
