using NfvOrchestrator.Nfvo;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("nfvo");
builder.AddNfvPlatform("nfvo.db");
builder.Services.AddLocalFolderBlobs(new LocalFolderBlobOptions { Folder = builder.Configuration["Packages:Folder"] ?? "packages" });
builder.Services.AddNfvTokenIssuer();
builder.AddNfvo();
await using var app = builder.Build();
app.UseNfvService();
app.MapTokenEndpoint();
app.MapNfvo();
await app.RunAsync();
