/** Where the person stands in a row of steps. The words alone say it; the bar repeats it for the eye. */
export function StepIndicator({ current, total, text }: { current: number; total: number; text: string }) {
  return (
    <div className="no-print mb-6">
      <p className="text-muted text-sm font-bold">{text}</p>
      <div aria-hidden="true" className="mt-2 flex gap-1">
        {Array.from({ length: total }, (_, index) => (
          <span
            key={index}
            className={index < current ? 'bg-accent h-2 flex-1 rounded-sm' : 'bg-line h-2 flex-1 rounded-sm'}
          />
        ))}
      </div>
    </div>
  );
}
