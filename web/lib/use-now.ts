import { useEffect, useState } from 'react'

const MINUTE = 60_000

/** The time for what is told as an age; it goes on by itself. */
export function useNow(everyMs = MINUTE / 2): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
