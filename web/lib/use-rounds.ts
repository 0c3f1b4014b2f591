import { useEffect, useEffectEvent, useRef } from 'react'
import { createRounds, type Rounds } from './rounds.ts'

const ROUND_MS = 1000

/** Hands on gathered ids at most once a second while the component is shown; answers how to add. */
export function useRounds(
  act: (ids: string[]) => Promise<void>,
  most: number,
): (ids: readonly string[]) => void {
  const rounds = useRef<Rounds>(undefined)
  const onRound = useEffectEvent(act)
  useEffect(() => {
    const made = createRounds((ids) => onRound(ids), { everyMs: ROUND_MS, most })
    rounds.current = made
    return () => made.stop()
  }, [most])
  return (ids) => rounds.current?.add(ids)
}
