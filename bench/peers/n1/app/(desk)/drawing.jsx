export function Icon({ path = "M4 5.5h12M4 10h12M4 14.5h12" }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
