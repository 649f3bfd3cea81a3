// One address for each kind of page, as the demonstration has them. CommonJS, so that the journeys and
// `screenshots.mjs` both can read it.

exports.publicPages = {
  home: '/',
  verify: '/verify',
  ranking: '/indexes/hfi/2016',
  filtered: '/indexes/hfi/2016?league=Oceania&sort=ef_score',
  nothing: '/indexes/hfi/2016?q=Atlantis',
  unit: '/indexes/hfi/2016/v1/units/NZL',
  // Many values are missing: their weights went to siblings.
  gaps: '/indexes/hfi/2016/v1/units/LBY',
  reach: '/indexes/hfi/2016/v1/units/FRA/reach',
  change: '/indexes/hfi/2016/v1/units/FRA/change',
  indicator: '/indexes/hfi/2016/v1/indicators/pf_ss_homicide',
  dimension: '/indexes/hfi/2016/v1/indicators/pf_score',
  dimensions: '/indexes/hfi/2016/v1/dimensions',
  method: '/indexes/hfi/2016/v1/method',
  downloads: '/indexes/hfi/2016/v1/downloads',
  reweigh: '/indexes/hfi/2016/v1/reweigh',
  signIn: '/sign-in',
  notFound: '/nothing-here',
};

/** Of the invented round of cities; `serve` publishes it in full (versions 1 and 3) and as grades alone (2). */
exports.cityPages = {
  cities: '/indexes/shanxi/2025',
  cityDimensions: '/indexes/shanxi/2025/v3/dimensions',
  city: '/indexes/shanxi/2025/v3/units/140100',
  cityReach: '/indexes/shanxi/2025/v3/units/140100/reach',
  cityChange: '/indexes/shanxi/2025/v3/units/140100/change',
  item: '/indexes/shanxi/2025/v3/units/140100/items/A1.1',
  rubric: '/indexes/shanxi/2025/v3/units/140100/items/A1.2',
  yesNo: '/indexes/shanxi/2025/v3/units/140100/items/B7.3',
  scoreOnly: '/indexes/shanxi/2025/v3/units/140100/items/C12.1',
  survey: '/indexes/shanxi/2025/v3/units/140100/items/D1.1',
  deduction: '/indexes/shanxi/2025/v3/units/140100/items/E1',
  veto: '/indexes/shanxi/2025/v3/units/140100/items/V1',
  cityIndicator: '/indexes/shanxi/2025/v3/indicators/A1.1',
  cityMethod: '/indexes/shanxi/2025/v3/method',
  cityDownloads: '/indexes/shanxi/2025/v3/downloads',
  cityReweigh: '/indexes/shanxi/2025/v3/reweigh',
  grades: '/indexes/shanxi/2025/v2',
  gradesCity: '/indexes/shanxi/2025/v2/units/140100',
  gradesReach: '/indexes/shanxi/2025/v2/units/140100/reach',
  gradesChange: '/indexes/shanxi/2025/v2/units/140100/change',
  gradesDimensions: '/indexes/shanxi/2025/v2/dimensions',
  gradesIndicator: '/indexes/shanxi/2025/v2/indicators/A1.1',
  gradesDownloads: '/indexes/shanxi/2025/v2/downloads',
};

/** For the demonstration's assessor. */
exports.workPages = {
  desk: '/work',
  newIndex: '/work/indexes/new',
  index: '/work/indexes/hfi',
  editIndex: '/work/indexes/hfi/edit',
  instrument: '/work/indexes/hfi/instrument',
  data: '/work/indexes/hfi/data',
  revision: '/work/indexes/hfi/data/2016/1',
  round: '/work/indexes/hfi/rounds/2016',
  robustness: '/work/indexes/hfi/rounds/2016/robustness',
  roundMethod: '/work/indexes/hfi/rounds/2016/method',
  publish: '/work/indexes/hfi/rounds/2016/publish',
  advance: '/work/indexes/hfi/rounds/2016/v1/advance',
  job: '/work/jobs/1',
  audit: '/work/audit',
  account: '/account',
};

/** Of the rounds of cities, for the assessor: that of 2025 is over, that of 2026 under way. */
exports.cityWorkPages = {
  questionnaire: '/work/indexes/shanxi/instrument',
  fieldworks: '/work/indexes/shanxi/fieldwork',
  openFieldwork: '/work/indexes/shanxi/open-fieldwork',
  board: '/work/indexes/shanxi/fieldwork/2026',
  ratings: '/work/indexes/shanxi/fieldwork/2026/ratings',
  rating: '/work/indexes/shanxi/fieldwork/2026/ratings/140100/A3.1',
  ratingYesNo: '/work/indexes/shanxi/fieldwork/2026/ratings/140100/B7.3',
  ratingWaiting: '/work/indexes/shanxi/fieldwork/2026/ratings/140300/A3.1',
  ratingDone: '/work/indexes/shanxi/fieldwork/2025/ratings/140100/A1.2',
  gathering: '/work/indexes/shanxi/fieldwork/2026/gather',
  gathered: '/work/indexes/shanxi/fieldwork/2025/gather',
  cityRound: '/work/indexes/shanxi/rounds/2025',
  cityRobustness: '/work/indexes/shanxi/rounds/2025/robustness',
  cityRoundMethod: '/work/indexes/shanxi/rounds/2025/method',
  release: '/work/indexes/shanxi/rounds/2025/publish',
};

/** Of the finance bureau of the first city, for its head: as respondent 3 in 2025 and 113 in 2026; account 9 fills. */
exports.headPages = {
  asked: '/work',
  filing: '/work/filings/113',
  faulty: '/work/filings/113/revisions/1',
  documents: '/work/filings/113/documents',
  filed: '/work/filings/3',
  confirmed: '/work/filings/3/revisions/2',
  receipt: '/work/filings/3/revisions/2/receipt',
  people: '/work/filings/113/people',
  handOver: '/work/filings/113/people/9/head',
  lockOut: '/work/filings/113/people/9/disable',
};

/** For the commissioner of both rounds. */
exports.commissionerPages = {
  ordered: '/work',
  orderedBoard: '/work/indexes/shanxi/fieldwork/2026',
  orderedDocuments: '/work/filings/113/documents',
};

/** In a build for development only; the release has no such page. */
exports.developmentPages = {
  components: '/dev/components',
};

/** For the demonstration's operator. */
exports.operatorPages = {
  accounts: '/admin/accounts',
};
