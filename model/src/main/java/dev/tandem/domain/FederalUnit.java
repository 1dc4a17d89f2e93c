package dev.tandem.domain;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 26 states and the federal district: IBGE code, and the zone that an offset-less time of the
 * state is read in (the zone of its capital; domain sheet, sections 7 and 10).
 */
public enum FederalUnit {
  AC("12", "America/Rio_Branco"),
  AL("27", "America/Maceio"),
  AM("13", "America/Manaus"),
  AP("16", "America/Belem"),
  BA("29", "America/Bahia"),
  CE("23", "America/Fortaleza"),
  DF("53", "America/Sao_Paulo"),
  ES("32", "America/Sao_Paulo"),
  GO("52", "America/Sao_Paulo"),
  MA("21", "America/Fortaleza"),
  MG("31", "America/Sao_Paulo"),
  MS("50", "America/Campo_Grande"),
  MT("51", "America/Cuiaba"),
  PA("15", "America/Belem"),
  PB("25", "America/Fortaleza"),
  PE("26", "America/Recife"),
  PI("22", "America/Fortaleza"),
  PR("41", "America/Sao_Paulo"),
  RJ("33", "America/Sao_Paulo"),
  RN("24", "America/Fortaleza"),
  RO("11", "America/Porto_Velho"),
  RR("14", "America/Boa_Vista"),
  RS("43", "America/Sao_Paulo"),
  SC("42", "America/Sao_Paulo"),
  SE("28", "America/Maceio"),
  SP("35", "America/Sao_Paulo"),
  TO("17", "America/Araguaina");

  private static final Map<String, FederalUnit> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
  private static final Map<String, FederalUnit> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(FederalUnit::code, Function.identity()));

  private final String code;
  private final ZoneId zone;

  FederalUnit(String code, String zone) {
    this.code = code;
    this.zone = ZoneId.of(zone);
  }

  /** Two digits, as in {@code ide/cUF} and the first two characters of an access key. */
  public String code() {
    return code;
  }

  public ZoneId zone() {
    return zone;
  }

  /** By abbreviation ({@code SP}). */
  public static Optional<FederalUnit> named(String abbreviation) {
    return Optional.ofNullable(BY_NAME.get(abbreviation));
  }

  /** By IBGE code ({@code 35}). */
  public static Optional<FederalUnit> coded(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
