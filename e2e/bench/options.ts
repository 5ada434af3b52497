import { parseArgs } from 'node:util'

const ROUNDS = 7
const QUICK_ROUNDS = 1

/** What `npm run bench -- …` was asked for. */
export interface Options {
  readonly quick: boolean
  readonly rounds: number
  /** Names of the suites to run. */
  readonly suites: readonly string[]
  /** Whether the README and the files that go with it are written: a complete run that nobody asked to be silent. */
  readonly publish: boolean
  /** Whether nothing is measured: the README and the chart are written anew from the results there are. */
  readonly report: boolean
}

/** @throws {TypeError} for an argument that says nothing */
export function parseOptions(args: readonly string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      'no-readme': { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
    },
  })
  const { quick, only } = values
  const suites = only === undefined ? known : only.split(',').map((name) => name.trim())
  const unknown = suites.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`\`--only\` knows ${known.join(', ')}, not ${unknown || 'nothing'}`)
  const rounds = Number(values.rounds ?? (quick ? QUICK_ROUNDS : ROUNDS))
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TypeError(`\`--rounds\` must be a whole number ≥ 1, not ${values.rounds}`)
  }
  const publish = !quick && only === undefined && !values['no-readme']
  return { quick, rounds, suites, publish, report: values.report }
}
