/** The days that a legal date may mean, so that dates of different precision can be compared. */

/** First and last day, `YYYY-MM-DD`, of a legal date. The last day of a month is written 31, which sorts right. */
export function datePeriod(date: string): { readonly from: string; readonly to: string } {
  const [year = '', month, day] = date.split('-');
  return {
    from: `${year}-${month ?? '01'}-${day ?? '01'}`,
    to: `${year}-${month ?? '12'}-${day ?? '31'}`,
  };
}
