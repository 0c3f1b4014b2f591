import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useChanges, type Change } from './live.tsx'

const EVERY_MS = 4000

/**
 * Asks again for figures over many things when a topic has changed, once in some seconds however
 * much happens: they are dear to ask for, and nobody reads faster. Changes that are of no use here
 * are let pass.
 */
export function useRefresh(
  topic: string,
  queryKey: QueryKey,
  everyMs = EVERY_MS,
  isOfUse: (change: Change) => boolean = () => true,
): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useChanges(topic, (changes) => {
    if (!changes.some(isOfUse)) return
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
