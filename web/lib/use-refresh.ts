import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useChanges } from './live.tsx'

const EVERY_MS = 4000

/**
 * Asks again for figures over many things when a topic has changed, once in some seconds however
 * much happens: they are dear to ask for, and nobody reads faster.
 */
export function useRefresh(topic: string, queryKey: QueryKey, everyMs = EVERY_MS): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useChanges(topic, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void queries.invalidateQueries({ queryKey })
    }, everyMs)
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}
