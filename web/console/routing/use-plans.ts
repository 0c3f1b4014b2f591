import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { KEY } from './use-routing.ts'

export function readPlans(signal?: AbortSignal) {
  return answerOf(api.GET('/v1/routing-plans', signal ? { signal } : {}))
}

/** The plans in force, by channel, and what a channel has without one. */
export function usePlanAnswer() {
  return useQuery({
    queryKey: [...KEY, 'plans'],
    queryFn: ({ signal }) => readPlans(signal),
  })
}

export function usePercent() {
  const { language } = useFormats()
  return (share: number, digits = 0) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(
      share,
    )
}
