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
  indicator: '/indexes/hfi/2016/v1/indicators/pf_ss_homicide',
  dimension: '/indexes/hfi/2016/v1/indicators/pf_score',
  dimensions: '/indexes/hfi/2016/v1/dimensions',
  method: '/indexes/hfi/2016/v1/method',
  downloads: '/indexes/hfi/2016/v1/downloads',
  reweigh: '/indexes/hfi/2016/v1/reweigh',
  signIn: '/sign-in',
  notFound: '/nothing-here',
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
  publish: '/work/indexes/hfi/rounds/2016/publish',
  advance: '/work/indexes/hfi/rounds/2016/v1/advance',
  job: '/work/jobs/1',
  audit: '/work/audit',
  account: '/account',
};

/** In a build for development only; the release has no such page. */
exports.developmentPages = {
  components: '/dev/components',
};

/** For the demonstration's operator. */
exports.operatorPages = {
  accounts: '/admin/accounts',
};
