import { QueryClient } from '@tanstack/react-query'
import { Problem } from './api.ts'

const FRESH_MS = 60_000
const TRIES = 3

/**
 * What has been asked is kept; the live stream says what has changed (see live.ts), so nothing is
 * asked again just because a window got the focus. Refusals are answers: asking again is no use.
 */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: false,
        retry: (tries, error) => {
          const isRefusal = error instanceof Problem && error.status > 0 && error.status < 500
          return !isRefusal && tries < TRIES
        },
      },
    },
  })
}
