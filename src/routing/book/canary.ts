import type { Queryable } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import { decideSide, type OrderKey, type Side } from '../domain/canary/side.ts'
import { addSums, addValue, noSums, type Sums } from '../domain/canary/sums.ts'
import { ruleSetOf, type RuleSet } from '../domain/rules/set.ts'
import type { RunningCanary } from '../store/canaries.ts'
import { findRuleVersion } from '../store/rules.ts'

/** The canary that runs, with the rules of both sides ready to decide. */
export type ReadyCanary = {
  running: RunningCanary
  rulesFor(order: OrderKey): RuleSet | undefined
}

/** What this process has seen of a canary, to be kept: measured, and what went wrong. */
export type Seen = { sums: Sums; error: unknown }

/** Canaries in the memory of one process. */
export type CanaryBook = {
  /** Makes the one that runs ready; `inForce` decides on the other side. */
  ready(
    db: Queryable,
    of: { running: RunningCanary | undefined; inForce: RuleSet | undefined },
  ): Promise<ReadyCanary | undefined>
  /** Hands over what was seen since the last time; `giveBack` where it could not be kept. */
  take(id: string): Seen | undefined
  giveBack(id: string, seen: Seen): void
  /** Calls back as soon as something goes wrong under the rules of a canary. */
  onError(callBack: () => void): void
}

type Own = {
  running: RunningCanary
  sums: Sums
  /** Refused orders, so that one which is sent again and again counts once. */
  refused: Set<string>
  error: unknown
  rules: Record<Side, RuleSet | undefined>
}

/** So many refused orders are told apart; more than that is trouble enough. */
const REFUSED_MOST = 100_000

export function createCanaryBook({ clock, log }: Platform): CanaryBook {
  let own: Own | undefined
  let told = () => undefined as void

  function fail(of: Own, error: unknown): void {
    if (of.error !== undefined) return
    // This process decides by the rules in force from now on, others once it is ended.
    of.error = error
    log.error({ err: error, canary: of.running.id }, 'an error under the rules of a canary')
    told()
  }

  /** Rules that tell what is measured of the decisions they make. */
  function watched(of: Own, side: Side, rules: RuleSet, control?: RuleSet): RuleSet {
    const instead = control && { rules: control, failed: (error: unknown) => fail(of, error) }
    return {
      ...rules,
      watch: {
        ...(instead && { instead }),
        took: (ms) => addValue(of.sums[side].time, ms),
        refused(externalId) {
          if (of.refused.has(externalId) || of.refused.size >= REFUSED_MOST) return
          of.refused.add(externalId)
          addValue(of.sums[side].refused, 1)
        },
      },
    }
  }

  async function open(db: Queryable, running: RunningCanary, inForce: RuleSet): Promise<Own> {
    const none = { canary: undefined, control: undefined }
    const of: Own = { running, sums: noSums(), refused: new Set(), error: undefined, rules: none }
    const control = watched(of, 'control', inForce)
    of.rules = { ...none, control }
    const found = await findRuleVersion(db, running.version)
    try {
      const rules = ruleSetOf(running.version, found!.rules)
      of.rules = { control, canary: watched(of, 'canary', rules, control) }
    } catch (error) {
      fail(of, error)
    }
    return of
  }

  function isOf(of: Own | undefined, { id }: RunningCanary, inForce: RuleSet): boolean {
    return of?.running.id === id && of.rules.control?.version === inForce.version
  }

  return {
    async ready(db, { running, inForce = ruleSetOf(0, []) }) {
      if (!running) return undefined
      if (!isOf(own, running, inForce)) {
        const fresh = await open(db, running, inForce)
        // Who asked meanwhile may have been quicker: what is measured is kept in one place.
        if (!isOf(own, running, inForce)) own = fresh
      }
      const of = own!
      return {
        running,
        rulesFor(order) {
          const side = decideSide(running, order, clock.now())
          if (!side) return undefined
          return of.error === undefined ? of.rules[side] : of.rules.control
        },
      }
    },
    take(id) {
      if (own?.running.id !== id) return undefined
      const { sums, error } = own
      own.sums = noSums()
      return { sums, error }
    },
    giveBack(id, { sums }) {
      if (own?.running.id === id) addSums(own.sums, sums)
    },
    onError(callBack) {
      told = callBack
    },
  }
}
