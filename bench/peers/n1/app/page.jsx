export default function Home() {
  return <h1>Tasks</h1>;
}
