/** The task of an order that was packed, all or some of it, before it could be cancelled. */
export function tooLate(orderId: string, number: string) {
  return {
    cause: 'cancellation_too_late',
    subjectKind: 'order',
    subjectId: orderId,
    orderId,
    summary: `Order ${number} was packed before it could be cancelled`,
    nextStep: 'Tell the customer; the goods can be returned when they have arrived.',
  }
}
