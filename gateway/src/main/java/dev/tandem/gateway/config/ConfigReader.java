package dev.tandem.gateway.config;

import dev.tandem.gateway.config.ConfigException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a [Config] from defaults, the YAML file and the environment, and reports all faults at
/// once. Names nobody knows are faults too: a mistyped key must not be a silent default.
public final class ConfigReader {
  private static final long MAX_FILE_BYTES = 256 * 1024;

  private final Map<String, String> environment;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);

  private ConfigReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The configuration that `environment` describes.
  public static Config read(Map<String, String> environment) {
    return new ConfigReader(environment)
        .read((values, faults) -> new ConfigCheck(values, faults).config());
  }

  /// What `environment` tells a process that is a relay and nothing else.
  public static RelayConfig readRelay(Map<String, String> environment) {
    return new ConfigReader(environment)
        .read((values, faults) -> new RelayCheck(values, faults).process());
  }

  private <T> T read(BiFunction<Map<Setting, String>, List<Fault>, Optional<T>> check) {
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.fallback());
    }
    String file = environment.getOrDefault(Setting.CONFIG.variable(), "").strip();
    if (!file.isEmpty()) {
      readFile(Path.of(file));
    }
    readEnvironment();
    Optional<T> config = check.apply(values, faults);
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return config.orElseThrow();
  }

  private void readEnvironment() {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (!Setting.claims(name)) {
                return;
              }
              Setting.ofVariable(name)
                  .ifPresentOrElse(
                      setting -> values.put(setting, value.strip()),
                      () ->
                          faults.add(
                              new Fault(
                                  name,
                                  "is not a variable of Tandem; did you mean "
                                      + Setting.nearest(name).variable()
                                      + "?")));
            });
  }

  private void readFile(Path file) {
    String name = Setting.CONFIG.variable();
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        faults.add(new Fault(name, "names a file larger than 256 KiB; use a smaller one"));
        return;
      }
      String text = Files.readString(file);
      LoadSettings settings =
          LoadSettings.builder()
              .setAllowDuplicateKeys(false)
              .setMaxAliasesForCollections(0)
              .build();
      Object document = new Load(settings).loadFromString(text);
      if (document instanceof Map<?, ?> keys) {
        keys.forEach((key, value) -> readKey(String.valueOf(key), value));
      } else if (document != null) {
        faults.add(new Fault(name, "names a file that holds no keys; write lines of `key: value`"));
      }
    } catch (IOException e) {
      faults.add(
          new Fault(
              name, "names a file that cannot be read; check that it exists and is readable"));
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> " at line " + (mark.getLine() + 1)).orElse("");
      faults.add(new Fault(name, "names a file that is not YAML" + line + "; correct it"));
    } catch (YamlEngineException e) {
      faults.add(new Fault(name, "names a file that is not YAML; correct it"));
    }
  }

  private void readKey(String key, @org.jspecify.annotations.Nullable Object value) {
    Optional<Setting> setting = Setting.ofKey(key);
    if (setting.isEmpty()) {
      String nearest = Setting.nearest(key).key();
      faults.add(new Fault(key, "is not a key of Tandem; did you mean `" + nearest + "`?"));
    } else if (value instanceof List<?> list) {
      String joined = list.stream().map(String::valueOf).collect(Collectors.joining(","));
      values.put(setting.get(), joined);
    } else if (value instanceof Map<?, ?>) {
      faults.add(new Fault(key, "holds further keys; write one value"));
    } else if (value != null) {
      values.put(setting.get(), String.valueOf(value).strip());
    }
  }
}
