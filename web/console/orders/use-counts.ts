import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import type { Asked } from './asked.ts'

/** How many orders each view has under the other filters, asked anew while things change. */
export function useCounts(asked: Asked) {
  const query = useMemo(() => {
    const { state: _all, ...others } = asked
    return others
  }, [asked])
  return useQuery({
    queryKey: ['orders', 'counts', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/orders/counts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}
