import { DAY_MS } from '../time/units.js';

/**
 * How much of everything a scenario may ask for. Generous for honest files, small enough that no file hangs or
 * exhausts the machine.
 */

/** Room for thousands of full manifests or a few long texts. */
export const MAX_FILE_LENGTH = 4 * 1024 * 1024;
/** Words, marks and stretches of blanks: reading one costs about 10 µs. Ten thousand plain pods have half as many. */
export const MAX_LEXEMES = 1_000_000;
/** The YAML composer recurses; real manifests stay below 20 levels. */
export const MAX_DEPTH = 100;
/** Nodes that aliases may add to a file. Ordinary anchors share a label map or a container; bombs share exponentially. */
export const MAX_ALIASED_NODES = 100_000;
/** Beyond this a list of problems helps nobody. */
export const MAX_ISSUES = 100;
/** Longer than any list of the format may be, so that checking one stays cheap even when every entry is wrong. */
export const MAX_LIST_LENGTH = 20_000;
/** A node holds 110 pods; this is a large cluster's busy corner, and a file run keeps every fact of every pod. */
export const MAX_PODS = 10_000;
/** Of all pods together. */
export const MAX_CONTAINERS = 50_000;
export const MAX_NODES = 5_000;
export const MAX_PROCESSES = 1_000;
/** Entries of one process; `times` repeats an entry without listing it. */
export const MAX_ATTEMPTS = 1_000;
export const MAX_TIMES = 1_000_000;
export const MAX_DEPENDENCIES = 1_000;
export const MAX_OUTAGES = 10_000;
export const MAX_MISSING = 1_000;
export const MAX_IMAGES = 1_000;
/** Windows in which probes succeed in a whole scenario, repeated ones counted each. */
export const MAX_WINDOWS = 100_000;
/** Longer than any name or image. */
export const MAX_PATTERN_LENGTH = 1_024;
export const MAX_ACTIONS = 10_000;
export const MAX_EXPECTATIONS = 10_000;
export const MAX_EMPIRICAL_VALUES = 10_000;
export const MAX_LOG_LINES = 1_000;
/** Patterns tried against names to find mistakes: nobody writes a longer file by hand, and it goes unchecked. */
export const MAX_TRIES = 2_000_000;
/** Ten years: beyond any cluster's life. */
export const MAX_DURATION_MS = 3_653 * DAY_MS;
/** Some ten seconds of simulation, and as much memory as a trace of it may take. */
export const MAX_EVENTS = 50_000_000;
