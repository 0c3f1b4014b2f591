import { createContext, useContext } from 'react'
import { samples, type Samples } from './samples.en.ts'

export const SamplesContext = createContext<Samples>(samples)

export function useSamples(): Samples {
  return useContext(SamplesContext)
}
