export const metadata = { title: "Clearlist" };
export const viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
};

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <a href="#main" className="skip">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  );
}
