package dev.tandem.localstack.generator;

import java.time.ZoneId;

/**
 * The states, their IBGE codes, their share of issuers in 1/10,000, their zone (domain sheet,
 * sections 7 and 10) and their capital.
 */
enum State {
  SP("35", 3000, "America/Sao_Paulo", "3550308", "SAO PAULO", "01310100"),
  MG("31", 1100, "America/Sao_Paulo", "3106200", "BELO HORIZONTE", "30130010"),
  PR("41", 900, "America/Sao_Paulo", "4106902", "CURITIBA", "80010000"),
  RS("43", 800, "America/Sao_Paulo", "4314902", "PORTO ALEGRE", "90010000"),
  RJ("33", 700, "America/Sao_Paulo", "3304557", "RIO DE JANEIRO", "20010000"),
  SC("42", 700, "America/Sao_Paulo", "4205407", "FLORIANOPOLIS", "88010000"),
  BA("29", 360, "America/Bahia", "2927408", "SALVADOR", "40010000"),
  GO("52", 340, "America/Sao_Paulo", "5208707", "GOIANIA", "74003010"),
  MT("51", 250, "America/Cuiaba", "5103403", "CUIABA", "78005000"),
  MS("50", 250, "America/Campo_Grande", "5002704", "CAMPO GRANDE", "79002000"),
  PE("26", 240, "America/Recife", "2611606", "RECIFE", "50010000"),
  CE("23", 220, "America/Fortaleza", "2304400", "FORTALEZA", "60010000"),
  ES("32", 200, "America/Sao_Paulo", "3205309", "VITORIA", "29010000"),
  DF("53", 160, "America/Sao_Paulo", "5300108", "BRASILIA", "70040000"),
  AM("13", 150, "America/Manaus", "1302603", "MANAUS", "69005000"),
  PA("15", 130, "America/Belem", "1501402", "BELEM", "66010000"),
  AC("12", 100, "America/Rio_Branco", "1200401", "RIO BRANCO", "69900000"),
  RO("11", 80, "America/Porto_Velho", "1100205", "PORTO VELHO", "76801000"),
  PB("25", 70, "America/Fortaleza", "2507507", "JOAO PESSOA", "58010000"),
  RN("24", 70, "America/Fortaleza", "2408102", "NATAL", "59010000"),
  MA("21", 60, "America/Fortaleza", "2111300", "SAO LUIS", "65010000"),
  AL("27", 30, "America/Maceio", "2704302", "MACEIO", "57010000"),
  SE("28", 30, "America/Maceio", "2800308", "ARACAJU", "49010000"),
  PI("22", 20, "America/Fortaleza", "2211001", "TERESINA", "64000000"),
  RR("14", 20, "America/Boa_Vista", "1400100", "BOA VISTA", "69301000"),
  TO("17", 15, "America/Araguaina", "1721000", "PALMAS", "77001000"),
  AP("16", 5, "America/Belem", "1600303", "MACAPA", "68900000");

  private static final State[] VALUES = values();

  private final String code;
  private final int share;
  private final ZoneId zone;
  private final String cityCode;
  private final String city;
  private final String postalCode;

  State(String code, int share, String zone, String cityCode, String city, String postalCode) {
    this.code = code;
    this.share = share;
    this.zone = ZoneId.of(zone);
    this.cityCode = cityCode;
    this.city = city;
    this.postalCode = postalCode;
  }

  /** The state at a point of the cumulative share, in [0, 1). */
  static State at(double point) {
    double left = point * 10_000;
    for (State state : VALUES) {
      left -= state.share;
      if (left < 0) {
        return state;
      }
    }
    return SP;
  }

  String code() {
    return code;
  }

  ZoneId zone() {
    return zone;
  }

  String cityCode() {
    return cityCode;
  }

  String city() {
    return city;
  }

  String postalCode() {
    return postalCode;
  }
}
