/**
 * Answers that are kept as long as nothing they were made of has changed: for pages of products
 * that are looked at again and again. `basis` is what the rules say to one who asks at this moment;
 * it is another object when a rule begins, ends or is published, and takes its answers with it.
 */
export function createMemory<Answer>(most: number) {
  const known = new WeakMap<object, Map<number, { of: readonly unknown[]; answer: Answer }>>()
  return {
    /** The answer of before if all of `of` is the same as it was, else a new one. */
    recall(basis: object, skuId: number, of: readonly unknown[], make: () => Answer): Answer {
      let answers = known.get(basis)
      if (!answers) known.set(basis, (answers = new Map()))
      const before = answers.get(skuId)
      if (before && of.every((one, i) => one === before.of[i])) return before.answer
      const answer = make()
      if (answers.size >= most) answers.clear()
      answers.set(skuId, { of, answer })
      return answer
    },
  }
}
