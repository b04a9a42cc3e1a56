using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vnfm;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("vnfm");
builder.AddNfvPlatform("vnfm.db");
builder.AddVnfm();
await using var app = builder.Build();
app.UseNfvService();
app.MapVnfm();
await app.RunAsync();
